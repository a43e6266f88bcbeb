"""A province of invented unions, people and campaigns, made quickly: rows by bulk, campaigns by the services that a browser calls."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction
from django.utils import timezone

from vinhdanh.platform.accounts.models import User
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.accounts.services import invitations
from vinhdanh.platform.jobs.models import Job
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.journal.services import seal
from vinhdanh.platform.organisations import services as organising
from vinhdanh.platform.organisations.models import (
    GroupMembership,
    Level,
    Person,
    Post,
    RegisterImport,
    RegisterRow,
    Role,
    Union,
    UnionGroup,
)
from vinhdanh.platform.organisations.models.people import person_keys
from vinhdanh.platform.organisations.models.unions import keys, step
from vinhdanh.steps.campaigns import services
from vinhdanh.steps.campaigns.models import Acknowledgement, Campaign, Guidance, Task, Unit
from vinhdanh.steps.campaigns.services.units import call_upon

if TYPE_CHECKING:
    from collections.abc import Iterable

PLAN = Path(__file__).resolve().parent.parent / "examples" / "phu-rieng-2020" / "plan.txt"
FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Điểu",
    "Thị",
)
MIDDLE = ("Văn", "Thị", "Hữu", "Đức", "Minh", "Thanh", "Quốc", "Ngọc", "Xuân", "Kim", "Thu", "Công", "Hoài", "Bảo")
GIVEN = (
    "An",
    "Bình",
    "Châu",
    "Dung",
    "Đạt",
    "Giang",
    "Hà",
    "Hạnh",
    "Hòa",
    "Hùng",
    "Hương",
    "Khánh",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Nam",
    "Nga",
    "Oanh",
    "Phúc",
    "Quân",
    "Sơn",
    "Tâm",
    "Thảo",
    "Trung",
    "Tuấn",
    "Uyên",
    "Vân",
    "Yến",
)
KINDS = (
    "Trường Tiểu học",
    "Trường Mầm non",
    "Trường THCS",
    "Trạm Y tế",
    "Công ty TNHH",
    "Nông trường Cao su",
    "Xí nghiệp May",
    "Cơ quan",
)
PLACES = (
    "Phú Thịnh",
    "Long Hà",
    "Bình Sơn",
    "Đồng Tâm",
    "Tân Lập",
    "Minh Hưng",
    "Thuận Lợi",
    "An Khương",
    "Lộc Ninh",
    "Đức Liễu",
)
BASES = 50
"""Base unions under one union above them, about."""
ENTRIES = 40_000
"""Lines of the journal in the large world, in proportion elsewhere."""


@dataclass
class Province:
    """What the benchmarks look at: rows by name, and one account for each role."""

    top: Union
    middle: Union
    base: Union
    issued: Campaign
    draft: Campaign
    users: dict[str, User] = field(default_factory=dict)
    named: dict[str, int | str] = field(default_factory=dict)


def seed(unions: int = 3_000, campaigns: int = 20, people: int = 50_000, *, start: int = 7) -> Province:
    """Fills an empty database: `unions` unions in three levels, `campaigns` campaigns of which two call upon every union, `people` people."""
    chance = random.Random(start)
    tree = _tree(unions, chance)
    chairs = _people(tree, people, chance)
    top, middles = tree[0], [union for union in tree if len(union.path) == 8]
    province = Province(top, middles[0], next(u for u in tree if u.parent_id == middles[0].pk), Campaign(), Campaign())
    for name, role, union in (
        ("officer", Role.OFFICER, top), ("leader", Role.LEADER, top), ("council", Role.COUNCIL, top), ("auditor", Role.AUDITOR, top),
        ("admin", Role.ADMIN, top), ("district", Role.OFFICER, middles[0]), ("district-leader", Role.LEADER, middles[0]),
    ):  # fmt: skip
        province.users[name] = _account(name, role, union)
    province.users["grassroots"] = User.objects.create_user(username="grassroots", person=chairs[province.base.pk])
    for user in province.users.values():  # pages about one's password are for those who have one
        user.set_password("thi đua yêu nước 2020")
        user.save(update_fields=["password"])
    _accounts(chairs, province.base)
    _campaigns(province, tree, middles, campaigns, chance)
    _work(province, chance)
    kept, gone = [union for union in tree if union.parent_id == middles[-1].pk][:2]
    organising.merge(Reader(province.users["officer"]), kept, [gone], day=date(2025, 7, 1), decision="QĐ số 1")
    province.named["merger"] = kept.reorganisations.values_list("pk", flat=True)[0]
    _journal(province, tree, ENTRIES * people // 50_000)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return province


def _tree(count: int, chance: random.Random) -> list[Union]:
    levels = {level.code: level for level in Level.objects.all()}
    middles = max(2, count // (BASES + 1))
    made = _unions([("", 0, "tinh_cd", "Liên đoàn Lao động Sơn Hà")], levels, {}, chance)
    top = made[0]
    names = [(top.path, n, "cap_tren_cs", f"Công đoàn khu vực {PLACES[n % 10]} {n + 1}") for n in range(middles)]
    under = _unions(names, levels, {top.path: top}, chance)
    rest = count - 1 - middles
    rows = [
        (under[n % middles].path, n // middles, "co_so", f"CĐCS {chance.choice(KINDS)} {chance.choice(PLACES)} số {n + 1}")
        for n in range(rest)
    ]
    return [top, *under, *_unions(rows, levels, {union.path: union for union in under}, chance)]


def _unions(
    rows: Iterable[tuple[str, int, str, str]], levels: dict[str, Level], above: dict[str, Union], chance: random.Random
) -> list[Union]:
    made = []
    for path, number, level, name in rows:
        members = chance.randint(8, 900)
        made.append(
            Union(
                path=path + step(number), parent=above.get(path), level=levels[level], code=f"U{path}{step(number)}", name=name, members=members,
                women=members // 2, minority=members // 6, workers=members // 3, phone=f"09{chance.randrange(10**8):08}",
                place=chance.choice(PLACES), **keys(name),
            )
        )  # fmt: skip
    return Union.objects.bulk_create(made, batch_size=1000)


def _people(tree: list[Union], count: int, chance: random.Random) -> dict[int, Person]:
    """Everyone evenly over the unions; the first of each union is its chair and answers for it."""
    made = []
    for n in range(count):
        name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
        made.append(
            Person(
                union=tree[n % len(tree)], name=name, sex=chance.choice(("nam", "nữ")), birth_year=chance.randint(1962, 2002),
                birth_month=chance.randint(1, 12), birth_day=chance.randint(1, 28), phone=f"03{chance.randrange(10**8):08}", **person_keys(name),
            )
        )  # fmt: skip
    people = Person.objects.bulk_create(made, batch_size=2000)
    chairs = {person.union_id: person for person in people[: len(tree)]}
    Post.objects.bulk_create(
        [
            Post(person=chairs[union.pk], union=union, title="Chủ tịch công đoàn", role=Role.GRASSROOTS, responsible=True)
            for union in tree
            if union.pk in chairs
        ],
        batch_size=2000,
    )
    return chairs


def _account(name: str, role: Role, union: Union) -> User:
    person = Person.objects.create(union=union, name=f"Nguyễn Thị {GIVEN[len(name)]}")
    Post.objects.create(person=person, union=union, title=role.label, role=role)
    return User.objects.create_user(username=name, person=person)


def _accounts(chairs: dict[int, Person], but: Union) -> None:
    """Every second chair signs in."""
    User.objects.bulk_create(
        [
            User(username=f"cs{union}", person=person, password="!")
            for n, (union, person) in enumerate(chairs.items())
            if n % 2 and union != but.pk
        ],
        batch_size=2000,
    )


def _campaigns(province: Province, tree: list[Union], middles: list[Union], count: int, chance: random.Random) -> None:
    officer, leader = Reader(province.users["officer"]), Reader(province.users["leader"])
    below = tree[1:]
    data = PLAN.read_bytes()
    province.draft = services.from_plan(officer, province.top, PLAN.name, data)
    call_upon(province.draft, below)
    province.issued = services.from_plan(officer, province.top, PLAN.name, data)
    call_upon(province.issued, below)
    _grouped(province, below)
    _issue(officer, leader, province.issued)
    province.issued.refresh_from_db()
    for n, middle in enumerate(middles[: count - 2]):
        names = (f"d-officer-{n}", f"d-leader-{n}") if n else ("district", "district-leader")
        pair = [
            province.users.get(name) or _account(name, role, middle)
            for name, role in zip(names, (Role.OFFICER, Role.LEADER), strict=True)
        ]
        made = services.from_plan(Reader(pair[0]), middle, PLAN.name, data)
        if n % 2 == 0:
            made = services.join(Reader(pair[0]), made, province.issued)
            province.named.setdefault("child", made.pk)
        if n % 6 != 5:
            _issue(Reader(pair[0]), Reader(pair[1]), made)
    now = timezone.now()
    units = list(Unit.objects.filter(campaign__status="issued"))
    told = [unit for unit in units if chance.random() < 0.6]
    Acknowledgement.objects.bulk_create(
        [Acknowledgement(unit=unit, name="Chủ tịch", way="zalo", at=now) for unit in told], batch_size=2000
    )


def _issue(officer: Reader, leader: Reader, campaign: Campaign) -> None:
    approved = services.approve(leader, campaign, campaign.revision)
    services.issue(officer, approved, approved.revision, number="05/KH-LĐLĐ", day=date(2020, 1, 6), signer="Đặng Thị Ngọc")


def _grouped(province: Province, below: list[Union]) -> None:
    """Ten groups of the province; each union is in one."""
    groups = [
        UnionGroup.objects.create(owner=province.top, name=f"Khối thi đua số {n + 1}", sort_key=f"khoi {n:02}", position=n)
        for n in range(10)
    ]
    GroupMembership.objects.bulk_create(
        [GroupMembership(group=groups[n % 10], union=union) for n, union in enumerate(below)], batch_size=2000
    )
    province.named["group"] = groups[0].pk


def _work(province: Province, chance: random.Random) -> None:
    """Tasks, guidance, jobs, then what waits for an answer."""
    officer = province.users["officer"]
    people = list(Person.objects.filter(union=province.top)[:20])
    day = timezone.localdate()
    for campaign in (province.issued, province.draft):
        Task.objects.bulk_create(
            [
                Task(
                    campaign=campaign,
                    union=province.top,
                    title=f"Gọi điện cho đơn vị số {n + 1}",
                    owner=chance.choice(people),
                    due=day + timedelta(n - 60),
                )
                for n in range(120)
            ]
        )
    province.named["task"] = Task.objects.filter(campaign=province.issued).values_list("pk", flat=True)[0]
    Guidance.objects.bulk_create(
        [
            Guidance(
                union=province.top,
                title=f"Hướng dẫn số {n}",
                number=f"{n}/HD",
                step="nominations",
                body="Ghi đủ họ tên. " * 20,
                search_key=f"huong dan so {n}",
            )
            for n in range(80)
        ]
    )
    now = timezone.now()
    Job.objects.bulk_create(
        [
            Job(task="papers", title=f"Lập văn bản {n}", user=officer, state="done", run_after=now, finished_at=now, progress=100)
            for n in range(300)
        ]
    )
    province.named["job"] = Job.objects.filter(user=officer).values_list("pk", flat=True)[0]
    _entries(province)


def _entries(province: Province) -> None:
    """An invitation, and a register in preview."""
    officer = province.users["officer"]
    told = invitations.InvitationData(name="Lý Thu Hà", title="Thành viên hội đồng", role=Role.COUNCIL)
    invitation = invitations.invite(Reader(province.users["admin"]), province.top, told, once=UUID(int=5))
    if invitation is None or invitation.post is None:
        raise RuntimeError("no invitation")
    kept = province.issued.plan_paper.file  # a stored file; of a register in preview only its rows are looked at
    register = RegisterImport.objects.create(
        union=province.top, state="preview", filename="danh-ba.xlsx", file=kept, digest="0" * 64, by=officer
    )
    known = list(Union.objects.exclude(pk=province.top.pk)[:3000])
    RegisterRow.objects.bulk_create(
        [
            RegisterRow(
                register=register, number=n + 2, kind="changed" if n % 3 else "new", rank=2 if n % 3 else 3, name=union.name,
                union=union if n % 3 else None, similar=None if n % 3 else union, changes=[["Số đoàn viên", "40", "41"]],
            )
            for n, union in enumerate(known)
        ],
        batch_size=1000,
    )  # fmt: skip
    province.named |= {
        "register": register.pk, "row": RegisterRow.objects.filter(kind="new")[0].pk, "invitation": invitation.pk,
        "post": invitation.post.pk, "invited": invitation.person.pk, "secret": invitations.secret_of(invitation),
    }  # fmt: skip


def _journal(province: Province, tree: list[Union], count: int) -> None:
    now = timezone.now()
    actors = list(province.users.values())
    Entry.objects.bulk_create(
        [
            Entry(
                at=now - timedelta(minutes=count - n), actor=actors[n % len(actors)], union=tree[n % len(tree)], verb="campaigns.task-changed",
                subject="campaigns.task", subject_id=str(n), data={"revision": n},
            )
            for n in range(count)
        ],
        batch_size=2000,
    )  # fmt: skip
    seal()


def session_of(user: User) -> str:
    """The key of a session in which `user` has signed in just now."""
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store["account_authentication_methods"] = [{"method": "password", "at": time.time(), "username": user.username}]
    store.create()
    return str(store.session_key)


def filled(**sizes: int) -> Province:
    """`seed` in one transaction."""
    with transaction.atomic():
        return seed(**sizes)
