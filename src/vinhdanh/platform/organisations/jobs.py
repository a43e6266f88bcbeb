"""Background work: large registers are read and written."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.accounts.models import User
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.jobs.tasks import task
from vinhdanh.platform.organisations.models import RegisterImport, Union
from vinhdanh.platform.organisations.services import register as services
from vinhdanh.platform.organisations.services.register import clearing

if TYPE_CHECKING:
    from vinhdanh.platform.jobs.models import Job


@task("organisations.preview_register")
def preview_register(_job: Job, register: int) -> dict[str, Any]:
    """Reads a register and makes its preview; a second run makes it anew."""
    done = services.preview(RegisterImport.objects.select_related("union").get(pk=register))
    return _result(done, _("Đã đọc danh bạ; chờ đồng chí xem trước."))


@task("organisations.apply_register")
def apply_register(job: Job, register: int, acting: int | None = None) -> dict[str, Any]:
    """Writes a previewed register in one transaction; a second run finds it written. `acting`: the union on whose behalf it was asked for."""
    found = RegisterImport.objects.select_related("union").get(pk=register)
    try:
        if not isinstance(job.user, User):
            raise Forbidden
        behalf = Union.objects.filter(pk=acting).first() if acting else None
        done = services.apply(Reader(job.user, acting_for=behalf), found, inline=True)
    except UserError:
        RegisterImport.objects.filter(pk=register, state=RegisterImport.State.APPLYING).update(state=RegisterImport.State.PREVIEW)
        raise
    return _result(done, _("Đã ghi danh bạ."))


@task("organisations.clear_registers", every=timedelta(days=1))
def clear_registers(_job: Job) -> dict[str, Any]:
    """What registers tell of people goes after `REGISTER_DAYS` days."""
    return {"cleared": clearing.clear_old()}


def _result(register: RegisterImport, words: str) -> dict[str, Any]:
    return {"link": reverse("organisations:register", args=[register.pk]), "words": register.words or words}
