"""Jobs in the database: leased, retried, idempotent; and the workers that do them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.design.language import VIETNAMESE


class Job(models.Model):
    """One piece of background work ("đang xử lý"). A worker holds it by a lease; a lease that ran out is taken up again."""

    class State(models.TextChoices):
        """Where it stands."""

        READY = "ready", _("Đang chờ")
        RUNNING = "running", _("Đang làm")
        DONE = "done", _("Xong")
        FAILED = "failed", _("Không làm được")

    task = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    arguments = models.JSONField(default=dict)
    once = models.CharField(max_length=200, unique=True, null=True)
    """Two jobs with the same `once` are one."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.READY)
    union = models.ForeignKey("organisations.Union", on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="jobs")
    language = models.CharField(max_length=8, default=VIETNAMESE)
    """That of who asked for it: its words are theirs to read, nobody else's."""
    created_at = models.DateTimeField(auto_now_add=True)
    run_after = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    lease = models.CharField(max_length=32, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("state", "run_after")), models.Index(fields=("user", "-id")))

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.state in {self.State.DONE, self.State.FAILED}


class Worker(models.Model):
    """A process that does jobs, and when it was last seen alive."""

    token = models.CharField(max_length=32, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
