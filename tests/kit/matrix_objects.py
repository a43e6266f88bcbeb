"""What the permission matrix needs: a reader for each role and place, and for each kind of object the arguments of its address.

The object always belongs to `district-a1`. Places of a reader, seen from there: own: the same union; above: `province-a`; below: `base-a11`; other: `district-b1`.
"""

from __future__ import annotations

import contextlib
import copy
import datetime as dt
import importlib.util
import re
import uuid
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock
from urllib.parse import quote

from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.utils import timezone
from django.utils.safestring import SafeString
from world import World, make_person, make_user, make_world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.http import HttpResponse

AT = "district-a1"
PLACES = {"own": AT, "above": "province-a", "below": "base-a11", "other": "district-b1"}
ROLES = {"O": "officer", "L": "leader", "C": "council", "G": "grassroots", "A": "auditor", "D": "admin"}
MISSING = 2_147_483_000
SECRET = "khong-co-loi-moi-nay"


@dataclass(frozen=True, slots=True)
class Row:
    """What one address answers.

    Args:
        kind: Name of a maker of `Stage`: it gives the arguments of the address for an object of `district-a1`.
        own, above, below, other: Letters of the roles that are let in from each place (ROLES); everyone else finds nothing.
        posts: Letters of those let in who may also send; "*": all of them.
        ok: What GET answers to who is let in.
        post: The address is only sent to: asked for, it answers 405 to everyone.
        anonymous: What a visitor gets: 302 to the sign-in page, or 200 on open pages.
    """

    kind: str = "none"
    own: str = ""
    above: str = ""
    below: str = ""
    other: str = ""
    posts: str = "*"
    ok: int = 200
    post: bool = False
    anonymous: int = 302

    def lets_in(self, place: str, letter: str) -> bool:
        """Whether this role at this place is let in."""
        return letter in getattr(self, place)

    def may_send(self, place: str, letter: str) -> bool:
        """Whether this role at this place may also send."""
        return self.lets_in(place, letter) and (self.posts == "*" or letter in self.posts)


def everyone(kind: str = "none", **more: Any) -> Row:
    """A page that each signed-in person has."""
    return Row(kind, "OLCGAD", "OLCGAD", "OLCGAD", "OLCGAD", **more)


def public(kind: str = "none", *, anonymous: int = 200, **more: Any) -> Row:
    """A page that needs no sign-in."""
    return everyone(kind, anonymous=anonymous, **more)


def nobody(kind: str = "none", **more: Any) -> Row:
    """A page where there is nothing for anybody in this world."""
    return Row(kind, **more)


@dataclass
class Stage:
    """The world with clients of every role and place; objects are made when a row asks for them."""

    world: World = field(default_factory=make_world)
    clients: dict[tuple[str, str], Client] = field(default_factory=dict)
    made: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def client(self, place: str, letter: str) -> Client:
        """A client signed in as that role at that place."""
        key = (place, letter)
        if key not in self.clients:
            client = Client(raise_request_exception=False)
            client.force_login(self.world.user(ROLES[letter], PLACES[place]))
            self.clients[key] = client
        return self.clients[key]

    def prepare(self, kinds: Iterable[str]) -> Stage:
        """Makes every client and every object before the first test, which takes back whatever it writes itself."""
        for place in PLACES:
            for letter in ROLES:
                self.client(place, letter)
        for kind in kinds:
            maker: Callable[[], tuple[Any, ...]] = getattr(self, f"make_{kind}")
            self.made[kind] = maker()
        return self

    def arguments(self, kind: str) -> tuple[Any, ...]:
        """The arguments of an address for an object of this kind."""
        return self.made[kind]

    @cached_property
    def union(self) -> Any:
        return self.world.unions[AT]

    def make_none(self) -> tuple[Any, ...]:
        return ()

    def make_nothing(self) -> tuple[Any, ...]:
        return (MISSING,)

    def make_chapter(self) -> tuple[Any, ...]:
        return ("trinh-duyet",)

    def make_mailed_key(self) -> tuple[Any, ...]:
        return ("1", "khong-dung")

    def make_union(self) -> tuple[Any, ...]:
        return (self.union.pk,)

    @cached_property
    def person(self) -> Any:
        person = make_person(self.union, "Trần Thị Thử", "council")
        make_user("tran.thi.thu", person)
        return person

    def make_person(self) -> tuple[Any, ...]:
        return (self.person.pk,)

    def make_two_people(self) -> tuple[Any, ...]:
        return (self.person.pk, make_person(self.union, "Trần Thị Thứ").pk)

    def make_post(self) -> tuple[Any, ...]:
        return (self.person.posts.get().pk,)

    def make_invitation(self) -> tuple[Any, ...]:
        from vinhdanh.platform.accounts.models import Invitation  # noqa: PLC0415 - models only when Django is ready

        person = make_person(self.union, "Trần Thị Mời", "council")
        once = uuid.uuid4()
        row = Invitation.objects.create(
            digest=once.hex, once=once, person=person, post=person.posts.get(), expires_at=timezone.now() + dt.timedelta(days=1)
        )
        return (row.pk,)

    def make_secret(self) -> tuple[Any, ...]:
        return (SECRET,)

    def make_group(self) -> tuple[Any, ...]:
        from vinhdanh.platform.organisations.models import UnionGroup  # noqa: PLC0415 - as above

        return (UnionGroup.objects.create(owner=self.union, name="Khối trường học", sort_key="khoi").pk,)

    def make_reorganisation(self) -> tuple[Any, ...]:
        from world import make_union  # noqa: PLC0415 - as above

        from vinhdanh.platform.organisations import services  # noqa: PLC0415 - as above

        gone = make_union("da-nhap", "CĐCS Xí nghiệp Gạch", self.union, "base")
        services.merge(self.world.reader("officer", AT), self.union, [gone], day=dt.date(2025, 7, 1), decision="QĐ số 1")
        return (self.union.reorganisations.get().pk,)

    def make_level(self) -> tuple[Any, ...]:
        return (self.union.level_id,)

    def guarded_file(self, name: str) -> Any:
        from vinhdanh.platform.files.services import store  # noqa: PLC0415 - as above

        return store(self.world.reader("officer", AT), self.union, name, b"x", guarded=True)

    @cached_property
    def register(self) -> Any:
        from vinhdanh.platform.organisations.models import RegisterImport  # noqa: PLC0415 - as above

        return RegisterImport.objects.create(
            union=self.union, state="preview", filename="danh-ba.xlsx", file=self.guarded_file("danh-ba.xlsx"), digest="0" * 64
        )

    def make_register(self) -> tuple[Any, ...]:
        return (self.register.pk,)

    def make_register_row(self) -> tuple[Any, ...]:
        from vinhdanh.platform.organisations.models import RegisterImport, RegisterRow  # noqa: PLC0415 - as above

        another = RegisterImport.objects.create(
            union=self.union, state="preview", filename="x.xlsx", file=self.guarded_file("x.xlsx"), digest="1" * 64
        )
        return (RegisterRow.objects.create(register=another, number=2, kind="new", name="CĐCS Mới").pk,)

    def make_file(self) -> tuple[Any, ...]:
        from vinhdanh.platform.files.services import store  # noqa: PLC0415 - as above

        with transaction.atomic():
            return (store(self.world.reader("officer", AT), self.union, "chu.txt", "chữ".encode()).pk,)

    def make_job(self) -> tuple[Any, ...]:
        from vinhdanh.platform.jobs.models import Job  # noqa: PLC0415 - as above

        user = self.world.user("officer", AT)
        return (
            Job.objects.create(task="x", title="Việc", union=self.union, user=user, run_after=timezone.now(), state="failed").pk,
        )

    @cached_property
    def notice(self) -> Any:
        from vinhdanh.platform.notices.services import tell  # noqa: PLC0415 - as above

        with transaction.atomic():
            return tell(self.world.reader("officer", AT), [self.world.unions["base-a11"]], "Tin", "Nội dung", about=self.union)[0]

    def make_notice(self) -> tuple[Any, ...]:
        return (self.notice.pk,)

    def make_evidence(self) -> tuple[Any, ...]:
        return ("organisations.union", str(self.notice.about_id))

    @cached_property
    def campaign(self) -> Any:
        from vinhdanh.steps.campaigns.services.creation import from_template  # noqa: PLC0415 - as above

        return from_template(self.world.reader("officer", AT), self.union, "Tuyên dương điển hình tiên tiến", 2026)

    def make_campaign(self) -> tuple[Any, ...]:
        return (self.campaign.pk,)

    def make_campaign_place(self) -> tuple[Any, ...]:
        return (self.campaign.pk, 0)

    def make_campaign_part(self) -> tuple[Any, ...]:
        from vinhdanh.steps.campaigns import parts  # noqa: PLC0415 - as above

        return (self.campaign.pk, next(iter(parts.PARTS)))

    def make_campaign_milestone(self) -> tuple[Any, ...]:
        from vinhdanh.steps.campaigns.models import Milestone  # noqa: PLC0415 - as above

        day = dt.date(2026, 5, 15)
        row, _made = Milestone.objects.get_or_create(campaign=self.campaign, key="thu", defaults={"label": "Mốc thử", "day": day})
        return (self.campaign.pk, row.key)

    def make_campaign_unit(self) -> tuple[Any, ...]:
        from vinhdanh.steps.campaigns.models import Unit  # noqa: PLC0415 - as above

        base = self.world.unions["base-a11"]
        row, _made = Unit.objects.get_or_create(
            campaign=self.campaign, union=base, defaults={"code": base.code, "name": base.name, "sort_key": base.sort_key}
        )
        return (self.campaign.pk, row.pk)

    def make_campaign_task(self) -> tuple[Any, ...]:
        from vinhdanh.steps.campaigns.models import Task  # noqa: PLC0415 - as above

        return (self.campaign.pk, Task.objects.create(campaign=self.campaign, title="Đặt hội trường").pk)

    def make_campaign_paper(self) -> tuple[Any, ...]:
        return (self.campaign.pk, "ke-hoach", "pdf")


def missing(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same address of something that is not there."""
    return tuple(MISSING if isinstance(argument, int) else f"{argument}-khong-co" for argument in arguments)


def plain(answer: HttpResponse, address: str) -> str:
    """A page without what names its own address, so that two can be compared."""
    text = answer.content.decode()
    for form in (address, quote(address, safe=""), quote(address)):
        text = text.replace(form, "@")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def rows() -> dict[str, Row]:
    """The rows of `tests/web/matrix.py`, by the names of their addresses."""
    spec = importlib.util.spec_from_file_location("matrix", Path(__file__).parents[1] / "web" / "matrix.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, Row] = module.MATRIX
    return found


@contextlib.contextmanager
def taken_back(client: Client, *, drawn: bool) -> Iterator[None]:
    """What is written, and a cookie that changes, is taken back, so that no cell of the matrix changes another.

    Drawing a page takes most of the time and says nothing of who is let in: where that is all that is asked, `drawn` is false.
    """
    cookies = copy.deepcopy(client.cookies)
    with (
        transaction.atomic(),
        contextlib.nullcontext() if drawn else mock.patch.object(Template, "render", return_value=SafeString()),
    ):
        yield
        transaction.set_rollback(True)
    client.cookies = cookies
