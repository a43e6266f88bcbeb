"""What somebody was typing when the session was lost: kept in a box of the new session until they have signed in again."""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from vinhdanh.errors import UserError
from vinhdanh.platform.organisations.models import Level, Person, Role
from vinhdanh.platform.personal import keys

if TYPE_CHECKING:
    from django.http import HttpRequest

    from vinhdanh.platform.accounts.reader import Reader

KEY = "kept_form"
ABOUT = "kept form"
MARK = "gui-lai"
"""Name of the field by which a page says that it sends a kept form again."""
LIFE = timedelta(hours=1)
LARGEST = 512 * 1024
SECRET = re.compile(r"passw|mat.?khau|credential|secret|token|^again$|^otp", re.IGNORECASE)
PLUMBING = frozenset({"once", "revision", MARK, "next", "tiep", "way", "act", "done", "seen", "state", "back"})
"""Fields that are sent again but mean nothing to a reader."""
CHOSEN = frozenset(
    {
        "union", "level", "group", "person", "owner", "role", "sex", "kind", "by", "step", "last", "parent", "unit", "page", "plan", "key", "version", "file",
        "rule_set", "leave", "right", "target", "category", "on", "milestone", "guidance", "theme", "text", "keys", "language", "asks", "viec", "mo", "muc", "nhom", "xep",
    }
)  # fmt: skip
"""Fields whose values were chosen, not typed: keys of rows and the like."""
NUMBERED = re.compile(r"^(was|seen|asks|say)-|-(id|rows|key)$")
"""The same, one for each row of a table."""
TICKED = "on"
"""What a browser sends of a box that is ticked."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A form as it was sent. `files`: field and file name of each file, which has to be chosen again."""

    path: str
    fields: list[list[str]]
    files: list[list[str]]
    left_out: bool
    at: str

    @property
    def words(self) -> list[str]:
        """What a person typed or chose."""
        return [value for name, value in self.fields if name not in PLUMBING and value.strip()]

    def shown_to(self, reader: Reader | None) -> list[str]:
        """The same as a person may read it: of what was chosen its name where the reader sees the thing, else nothing; a key says nothing to anybody."""
        words = (
            _label(reader, _plain(name), value) if _is_chosen(name) else value
            for name, value in self.fields
            if name not in PLUMBING
        )
        return [word for word in words if word.strip() and word != TICKED]


def of_request(request: HttpRequest) -> Kept:
    """What a request brought, without secrets."""
    named = [(name, value) for name, values in request.POST.lists() for value in values]
    fields = [[name, value] for name, value in named if not SECRET.search(name) and name != MARK]
    left_out = any(SECRET.search(name) and name != "csrfmiddlewaretoken" for name, _value in named)
    files = sorted([field, file.name or ""] for field, sent in request.FILES.lists() for file in sent)
    return Kept(request.get_full_path(), fields, files, left_out, timezone.now().isoformat())


def keep(request: HttpRequest) -> bool:
    """Keeps the form of a request whose sender is not signed in any more; False: there is nothing to keep, or too much."""
    kept = of_request(request)
    if not kept.words and not kept.files:
        return False
    plain = json.dumps(asdict(kept)).encode()
    if len(plain) > LARGEST:
        return False
    request.session[KEY] = base64.b64encode(keys.close_box(keys.derived(ABOUT), plain, ABOUT)).decode()
    request.session.set_expiry(LIFE)
    return True


def there(request: HttpRequest) -> bool:
    """Whether a form is kept."""
    return KEY in request.session


def find(request: HttpRequest) -> Kept | None:
    """The form kept, if it is not too old and can be read."""
    box = request.session.get(KEY)
    if not isinstance(box, str):
        return None
    try:
        plain: dict[str, Any] = json.loads(keys.open_box(keys.derived(ABOUT), base64.b64decode(box), ABOUT))
        kept = Kept(**plain)
    except (ValueError, TypeError, binascii.Error, UserError):  # of another key, or damaged: as if there were none
        return None
    age = timezone.now() - datetime.fromisoformat(kept.at)
    return kept if age < LIFE else None


def drop(request: HttpRequest) -> None:
    """Keeps it no longer."""
    request.session.pop(KEY, None)


def _plain(name: str) -> str:
    """A field's name without the prefix of its form."""
    return name.rpartition("-")[2]


def _is_chosen(name: str) -> bool:
    return _plain(name) in CHOSEN or NUMBERED.search(name) is not None


def _label(reader: Reader | None, name: str, value: str) -> str:
    """Name of what was chosen, as far as the reader sees it; "": nothing to show."""
    if name == "role":
        return str(dict(Role.choices).get(value, ""))
    if reader is None or not (value.isascii() and value.isdigit() and len(value) < 19):
        return ""
    if name == "union":
        found: object = reader.unions().filter(pk=int(value)).first()
    elif name in {"person", "owner"}:
        found = (
            Person.objects.filter(pk=int(value), union__in=reader.unions(), erased_at=None).values_list("name", flat=True).first()
        )
    elif name == "level":
        found = Level.objects.filter(pk=int(value)).values_list("name", flat=True).first()
    else:
        found = None
    return str(found or "")
