"""What must not be used twice: the counter of a passkey, the step of a code. Kept in the database, so that every process sees it."""

from __future__ import annotations

import hmac
import time
from typing import TYPE_CHECKING, Any

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import transaction

from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.journal.services import record

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.models import User

COUNTER, STEP = "sign_count", "last_step"


def take_counter(authenticator: Authenticator, counter: int) -> bool:
    """Notes the signature counter that a passkey showed.

    Args:
        authenticator: The passkey, whose signature has been checked.
        counter: What it counted; 0 from those that do not count (passkeys that travel between devices).

    Returns:
        False where it did not grow since the last time (WebAuthn level 2, §6.1.1): the key was copied, or its answer sent again. The journal says so.
    """
    with transaction.atomic():
        held = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        last = int(held.data.get(COUNTER, held.wrap().authenticator_data.counter))
        grown = counter > last or counter == last == 0
        if grown:
            _keep(held, authenticator, COUNTER, counter)
        else:
            user: User = held.user
            union = user.person.union if user.person else None
            record(Reader(user), "accounts.passkey_refused", user, union=union, data={"last": last, "shown": counter})
    return grown


def take_step(authenticator: Authenticator, code: str) -> bool:
    """Notes the half minute of a code that was right.

    Returns:
        False where a code of that half minute or of a later one has been used (RFC 6238, §5.2).
    """
    with transaction.atomic():
        held = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        step = _step(decrypt(held.data["secret"]), code)
        fresh = step is not None and step > int(held.data.get(STEP, -1))
        if fresh:
            _keep(held, authenticator, STEP, step)
    return fresh


def begin_steps(authenticator: Authenticator, **_told: Any) -> None:
    """The code that turned the second step on is used up too."""
    if authenticator.type == Authenticator.Type.TOTP:
        with transaction.atomic():
            held = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
            _keep(held, authenticator, STEP, int(time.time()) // app_settings.TOTP_PERIOD)


def _step(secret: str, code: str) -> int | None:
    typed = "".join(code.split())
    for step in yield_hotp_counters_from_time():
        if hmac.compare_digest(format_hotp_value(hotp_value(secret, step)).encode(), typed.encode()):
            return int(step)
    return None


def _keep(held: Authenticator, given: Authenticator, name: str, value: int | None) -> None:
    held.data[name] = value
    held.save(update_fields=["data"])
    given.data = held.data
