"""Sending the mail of a telling: each letter is noted as it goes, a failure is kept and said."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_noop

from vinhdanh.platform.notices.models import Delivery

if TYPE_CHECKING:
    from django.db.models import QuerySet

REFUSED = gettext_noop("Máy chủ thư không nhận địa chỉ này.")
BAD_ADDRESS = gettext_noop("Địa chỉ thư không đúng.")
NO_SERVER = gettext_noop("Không kết nối được máy chủ thư sau nhiều lần thử.")
"""Kept in Vietnamese as they happen; `texts.told` says them in the reader's language."""
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]", "*"})


class MailServerError(Exception):
    """The server cannot be reached now; the job tries again later. Says nothing of the letters."""


def send_batch(batch: str, *, last: bool) -> tuple[int, int]:
    """Sends the letters of one telling that have not gone yet.

    A letter is noted right after the server took it: killed in between, that one letter may go twice, none is lost.

    Args:
        batch: The telling.
        last: The last try: what cannot go is noted as failed.

    Returns:
        How many of the telling have gone, how many have failed, earlier tries included.

    Raises:
        MailServerError: the server cannot be reached, and it is not the last try.
    """
    every = Delivery.objects.filter(notice__batch=batch, way=Delivery.Way.MAIL)
    waiting = every.filter(at=None, failed="").select_related("notice__sender").order_by("id")
    try:
        _send(waiting)
    except (OSError, smtplib.SMTPException):
        if not last:
            raise MailServerError from None
        waiting.update(failed=NO_SERVER)
    return every.exclude(at=None).count(), every.exclude(failed="").count()


def _send(waiting: QuerySet[Delivery]) -> None:
    if not waiting.exists():
        return
    with get_connection() as connection:
        for delivery in waiting.iterator(chunk_size=200):
            try:
                validate_email(delivery.address)
                EmailMessage(_line(delivery.notice.subject), text(delivery), to=[delivery.address], connection=connection).send()
            except ValidationError:
                Delivery.objects.filter(pk=delivery.pk).update(failed=BAD_ADDRESS)
            except smtplib.SMTPRecipientsRefused:
                Delivery.objects.filter(pk=delivery.pk).update(failed=REFUSED)
            else:
                Delivery.objects.filter(pk=delivery.pk).update(at=timezone.now())


def text(delivery: Delivery) -> str:
    """The letter: the words, where to go on, who writes."""
    notice = delivery.notice
    parts = [notice.body]
    if notice.link:
        parts.append(f"Xem tiếp: {address(notice.link)}")
    if notice.sender is not None:
        parts.append(notice.sender.name)
    return "\n\n".join(parts)


def address(link: str) -> str:
    """A path as an address that works in a letter; where the server has no name of its own, the path."""
    host = next((host for host in settings.ALLOWED_HOSTS if host not in LOCAL), "")
    return f"https://{host}{link}" if host else link


def _line(subject: str) -> str:
    return " ".join(subject.split())
