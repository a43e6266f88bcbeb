"""A register that came as a table file: what each row would do, what it did, and what was before."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.organisations.models.unions import Union
from vinhdanh.platform.personal.fields import SealedJSONField


class RegisterImport(models.Model):
    """A register of the unions below `union`: previewed first, applied whole, undone whole.

    The file is kept byte for byte, encrypted, and the rows stand encrypted too: they hold names and telephones. Both are emptied when they have served their purpose
    (`services.register.clearing`).
    """

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("Đang đọc tệp")
        PREVIEW = "preview", _("Đang xem trước")
        APPLYING = "applying", _("Đang ghi")
        APPLIED = "applied", _("Đã ghi")
        UNDONE = "undone", _("Đã hoàn lại")
        DROPPED = "dropped", _("Đã bỏ")
        FAILED = "failed", _("Không đọc được")

    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="register_imports")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    filename = models.CharField(max_length=255)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    """Guarded: nobody downloads it, the preview is made of it. None: cleared away."""
    digest = models.CharField(max_length=64)
    words = models.CharField(max_length=1000, blank=True)
    """Why it could not be read or applied."""
    counts = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)
    """When the file went, and what the rows told of people: no preview can be made any longer, nothing be undone."""
    new_groups = models.JSONField(default=list)
    """Names of groups that are not there yet and that a person agreed to form."""
    once = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.filename


class RegisterRow(models.Model):
    """A row of the file: the union that it means, what it changes, what is wrong with it, and what was before."""

    class Kind(models.TextChoices):
        """What the row does. The order of `RANK` is that of the preview."""

        ERROR = "error", _("Lỗi")
        MOVED = "moved", _("Chuyển")
        CHANGED = "changed", _("Thay đổi")
        NEW = "new", _("Mới")
        SAME = "same", _("Giữ nguyên")

    register = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    """Row of the sheet, counted from 1 as Excel shows it."""
    kind = models.CharField(max_length=7, choices=Kind.choices)
    rank = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=300)
    union = models.ForeignKey(Union, on_delete=models.SET_NULL, null=True, related_name="+")
    """The union matched; of a new one the union made when the register was applied."""
    similar = models.ForeignKey(Union, on_delete=models.SET_NULL, null=True, related_name="+")
    """A union that a new row may mean: a person decides."""
    choice = models.CharField(max_length=4, blank=True, choices=(("new", _("Đơn vị mới")), ("same", _("Là đơn vị đã có"))))
    values = SealedJSONField(default=dict, place="register row values")
    """What is to be written; empty: cleared away."""
    changes = SealedJSONField(default=list, place="register row changes")
    """Differences as [field, before, after] in words."""
    findings = SealedJSONField(default=list, place="register row findings")
    """What is wrong as [cell, reason, remedy]."""
    revision = models.PositiveIntegerField(default=0)
    """Revision of the union when the preview was made; after applying, the revision that this left."""
    before = SealedJSONField(default=dict, place="register row before")

    class Meta:
        ordering = ("rank", "number")
        indexes = (models.Index(fields=("register", "rank", "number")),)
        constraints = (models.UniqueConstraint(fields=("register", "number"), name="one_register_row_per_number"),)

    @property
    def label(self) -> str:
        """What the row does, in words."""
        return str(self.Kind(self.kind).label)


RANK = {kind: place for place, kind in enumerate(RegisterRow.Kind.values)}
"""Place of a kind in the preview: what needs a person comes first."""
