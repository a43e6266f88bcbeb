"""Every writing address of the step: a double click makes nothing twice, and what another has saved meanwhile is shown and not overwritten."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from world import PASSWORD, World, make_world

from vinhdanh.platform.jobs.models import Job
from vinhdanh.platform.notices.models import Notice
from vinhdanh.steps.campaigns import selectors, services, urls
from vinhdanh.steps.campaigns.models import Campaign, FoundValue, Unit
from vinhdanh.steps.campaigns.pushing import Marks
from vinhdanh.steps.campaigns.services import folder
from vinhdanh.steps.campaigns.services.tasks import add_task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PLAN = Path(__file__).parents[3] / "examples" / "phu-rieng-2020" / "plan.txt"
DAY = date(2020, 1, 6)
READS = {
    "index", "export", "overview", "plan", "contents", "units", "units_excel", "unit", "reminders", "milestones", "version", "papers", "paper", "children",
    "share", "units_excel_back",  # both only show what would be saved
}  # fmt: skip


@dataclass
class Stage:
    """What the forms are about: a draft, a second one with an issued parent, an issued one."""

    draft: Campaign
    issued: Campaign
    parent: Campaign
    ids: dict[str, int]

    def address(self, path: str) -> str:
        return "/dot/" + path.format(**self.ids)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, Stage]]:  # noqa: ARG001 - asked for, so that the tables are there
    """The world and what the forms are about, made once; each test takes back what it writes."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world()
        for account in {account for account, _path, _fields in FORMS.values()}:
            world.user(*account.split("."))
        yield world, staged(world)
        transaction.set_rollback(True)


@pytest.fixture
def world(made: tuple[World, Stage], db: None) -> World:  # noqa: ARG001 - the database is opened by being asked for
    return World(dict(made[0].unions), dict(made[0].users))


@pytest.fixture
def stage(made: tuple[World, Stage], db: None) -> Stage:  # noqa: ARG001 - as above
    fresh = {name: Campaign.objects.get(pk=getattr(made[1], name).pk) for name in ("draft", "issued", "parent")}
    return Stage(**fresh, ids=made[1].ids)


def staged(world: World) -> Stage:
    officer, leader = world.reader("officer", "district-a1"), world.reader("leader", "district-a1")
    above, signs = world.reader("officer", "province-a"), world.reader("leader", "province-a")
    host = world.unions["district-a1"]
    parent = services.from_plan(above, world.unions["province-a"], "plan.txt", PLAN.read_bytes())
    services.mark(above, parent, parent.revision, Marks({"cap_delegates": "200"}))
    approved = services.approve(signs, parent, Campaign.objects.get(pk=parent.pk).revision)
    services.issue(above, approved, approved.revision, number="01", day=DAY, signer="A")
    draft, issued = (services.from_plan(officer, host, "plan.txt", PLAN.read_bytes()) for _ in range(2))
    approved = services.approve(leader, issued, issued.revision)
    services.issue(officer, approved, approved.revision, number="05", day=DAY, signer="A")
    child = services.join(officer, services.from_template(officer, host, "Hội nghị", 2020), Campaign.objects.get(pk=parent.pk))
    unit = draft.units.get(code="base-a11")
    Unit.objects.filter(pk=unit.pk).update(asks=["Đã sáp nhập."])
    told = parent.units.get(code="district-a2")
    ids = {
        "draft": draft.pk, "issued": issued.pk, "child": child.pk, "parent": parent.pk, "union": host.pk, "unit": unit.pk, "told": told.pk,
        "called": issued.units.get(code="base-a11").pk, "task": add_task(officer, draft, {"title": "Gọi điện"}).pk,
    }  # fmt: skip
    return Stage(draft, issued, parent, ids)


def file(name: str = "can-cu.pdf", data: bytes = b"%PDF-1.7 a") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


PART = {"revision": "1", "cap_delegates": "240", "share_tolerance": "5", "reserves": "0", "unit_floor": "0", "categories-rows": "1",
        "categories-0-label": "Của tôi", "categories-0-at_least": "1", "categories-0-at_most": "", "categories-0-id": ""}  # fmt: skip
ONCE = {"once": "0b8cb4f1-2f0d-4f0e-9d6c-5ad7d0f0a001"}
Form = tuple[str, str, "dict[str, object]"]
FORMS: dict[str, Form] = {
    "new": ("officer.district-a1", "moi/", {"way": "blank", "blank-union": "{union}", "blank-name": "Mới", "blank-year": "2027", **ONCE}),
    "library": ("officer.district-a1", "van-ban-huong-dan/", {"title": "Hướng dẫn", **ONCE}),
    "settle": ("officer.district-a1", "{draft}/ke-hoach/0/", {"state": "rejected", "seen": ""}),
    "settle_sure": ("officer.district-a1", "{draft}/ke-hoach/chac-chan/", {}),
    "part": ("officer.district-a1", "{draft}/noi-dung/so-luong/", PART),
    "basis_file": ("officer.district-a1", "{draft}/can-cu/0/tep/", {"file": file}),
    "facts": ("officer.district-a1", "{draft}/bo-quy-dinh/", {"rule_set": "2024-2025", "revision": "1"}),
    "confirm_fact": ("officer.district-a1", "{draft}/bo-quy-dinh/xac-nhan/", {"key": "{fact}", "right": "1"}),
    "allot": ("officer.district-a1", "{draft}/don-vi/phan-bo/", {"unit": "{unit}", "least-{unit}": "1", "most-{unit}": "3", "was-{unit}": ","}),
    "choose_units": ("officer.district-a1", "{draft}/don-vi/chon/", {"leave": "{unit}", "was-{unit}": ","}),
    "units_looked_at": ("officer.district-a1", "{draft}/don-vi/da-xem/", {"unit": "{unit}", "asks-{unit}": "1"}),
    "acknowledge": ("officer.district-a1", "{issued}/don-vi/{called}/xac-nhan/", {"name": "Lê Văn Ba", "way": "zalo"}),
    "remind": ("officer.district-a1", "{issued}/don-doc/nhac/", {"unit": "{called}", "way": "zalo"}),
    "milestone_done": ("officer.district-a1", "{draft}/moc/nominations/", {"done": "1"}),
    "tasks": ("officer.district-a1", "{draft}/viec/", {"title": "Việc", **ONCE}),
    "task": ("officer.district-a1", "{draft}/viec/{task}/", {"title": "Việc của tôi", "revision": "1"}),
    "task_done": ("officer.district-a1", "{draft}/viec/{task}/xong/", {"words": "Tôi đã gọi"}),
    "issue": ("officer.district-a1", "{issued}/ban-hanh/", {"act": "issue", "number": "09", "day": "6/2/2020", "signer": "A", "revision": "{revision}"}),
    "approve": ("leader.district-a1", "{draft}/ban-hanh/", {"act": "approve", "revision": "1"}),
    "close": ("officer.district-a1", "{issued}/ban-hanh/", {"act": "close", "revision": "{revision}"}),
    "reckon": ("officer.district-a1", "{draft}/thu-tinh/", {}),
    "join": ("officer.district-a1", "{draft}/cap-tren/", {"parent": "{parent}"}),
    "above": ("officer.district-a1", "{child}/tu-cap-tren/", {"version": "1", "say-cap_delegates": "take", "seen-cap_delegates": "0"}),
    "push": ("officer.district-a1", "{draft}/giao-xuong/", {"revision": "1", "on": "cap_delegates", "value-cap_delegates": "90", "task-0-title": "V", "task-0-id": "a1"}),
    "given": ("officer.district-a2", "{parent}/don-vi/{told}/giao/", {"name": "Của tôi", "year": "2020", **ONCE}),
}  # fmt: skip


def client_of(world: World, account: str) -> Client:
    role, code = account.split(".")
    world.user(role, code)
    client = Client()
    assert client.login(username=account, password=PASSWORD)
    return client


def sent(stage: Stage, name: str) -> tuple[str, str, dict[str, object]]:
    """Account, address and fields of a form, with the ids of the stage in them."""
    account, path, fields = FORMS[name]
    ids = stage.ids | {
        "revision": Campaign.objects.get(pk=stage.issued.pk).revision,
        "fact": fact(stage) if name == "confirm_fact" else "",
    }
    made = {key.format(**ids): value.format(**ids) if isinstance(value, str) else value() for key, value in fields.items()}  # type: ignore[operator]
    return account, stage.address(path), made


def fact(stage: Stage) -> str:
    """A doubtful fact of the draft, which proposes an honour for it."""
    from vinhdanh.engines.campaign.types import Commendation  # noqa: PLC0415 - only here
    from vinhdanh.engines.catalogue import catalogue  # noqa: PLC0415 - only here
    from vinhdanh.steps.campaigns.selectors.facts import doubtful_facts  # noqa: PLC0415 - only here
    from vinhdanh.steps.campaigns.services.content import write  # noqa: PLC0415 - only here

    settings = selectors.content(stage.draft)
    for honour in catalogue().honours(settings.rule_set):
        wanted = replace(settings, commendations=(Commendation(honour.code),))
        if doubtful_facts(wanted):
            write(stage.draft, wanted)
            stage.draft.save()
            return doubtful_facts(wanted)[0].key
    raise AssertionError


def state() -> dict[str, list[dict[str, object]]]:
    """All rows of the step, with notices and jobs; but for the moments at which they were written."""
    models = [*apps.get_app_config("campaigns").get_models(include_auto_created=True), Notice, Job]
    late = {"changed_at", "created_at", "settled_at", "approved_at", "at", "updated_at", "run_at"}
    return {
        m._meta.label: [{k: v for k, v in row.items() if k not in late} for row in m.objects.order_by("pk").values()]
        for m in models
    }


def test_every_writing_address_is_here() -> None:
    names = {pattern.name for pattern in urls.urlpatterns}
    assert names - READS == FORMS.keys() - {"approve", "close"}


@pytest.mark.parametrize("name", list(FORMS))
def test_a_double_click_makes_nothing_twice(world: World, stage: Stage, name: str) -> None:
    account, address, fields = sent(stage, name)
    if name == "issue":
        services.allot(world.reader("officer", "district-a1"), stage.issued, {stage.ids["called"]: (None, 4)})
    if name == "reckon":
        services_folder(stage)
    client = client_of(world, account)
    before = state()
    assert client.post(address, fields).status_code == 302, name
    first = state()
    assert first != before
    second = client.post(address, sent(stage, name)[2] if name == "basis_file" else fields)
    assert second.status_code in {302, 404}, name
    assert state() == first
    if name not in {"choose_units", "remind"}:
        assert second.status_code == 302


def services_folder(stage: Stage) -> None:
    from vinhdanh.platform.files.services import store  # noqa: PLC0415 - only here
    from vinhdanh.steps.campaigns.models import FolderFile  # noqa: PLC0415 - only here

    kept = store(None, stage.draft.union, "a.xlsx", folder.units_workbook(stage.draft))
    FolderFile.objects.create(campaign=stage.draft, name="nominations/a.xlsx", file=kept)


# what another does before me: what the page must show of theirs, and of mine


def change_part(world: World, stage: Stage) -> None:
    from vinhdanh.engines.campaign.types import Category  # noqa: PLC0415 - only here

    reader = world.reader("officer", "district-a1")
    settings = replace(selectors.content(stage.draft), cap_delegates=199, categories=(Category("c", "Của người kia", 2),))
    services.change(reader, stage.draft, 1, settings)


def change_basis(world: World, stage: Stage) -> None:
    services.attach_basis(world.reader("officer", "district-a1"), stage.draft, 0, "cua-nguoi-kia.pdf", b"%PDF-1.7 b")


def change_rule_set(world: World, stage: Stage) -> None:
    reader = world.reader("officer", "district-a1")
    services.change(reader, stage.draft, 1, replace(selectors.content(stage.draft), rule_set="2025-7"))


def change_places(world: World, stage: Stage) -> None:
    services.allot(world.reader("officer", "district-a1"), stage.draft, {stage.ids["unit"]: (2, 77)})


def change_task(world: World, _stage: Stage) -> None:
    from vinhdanh.steps.campaigns.models import Task  # noqa: PLC0415 - only here
    from vinhdanh.steps.campaigns.services import tasks  # noqa: PLC0415 - only here

    tasks.change_task(world.reader("officer", "district-a1"), Task.objects.get(), 1, {"title": "Việc của người kia"})


def finish_task(world: World, _stage: Stage) -> None:
    from vinhdanh.steps.campaigns.models import Task  # noqa: PLC0415 - only here
    from vinhdanh.steps.campaigns.services import tasks  # noqa: PLC0415 - only here

    tasks.finish_task(world.reader("officer", "district-a1"), Task.objects.get(), done=True, words="Người kia đã gọi")


def settle(world: World, stage: Stage) -> None:
    value = FoundValue.objects.get(paper__campaign=stage.draft, position=0)
    services.settle(world.reader("officer", "district-a1"), [value], FoundValue.State.CORRECTED, "Giá trị của người kia")


def reissue(world: World, stage: Stage) -> None:
    reader = world.reader("officer", "district-a1")
    services.allot(reader, stage.issued, {stage.ids["called"]: (None, 4)})
    services.issue(
        reader, stage.issued, Campaign.objects.get(pk=stage.issued.pk).revision, number="08/KH", day=date(2020, 2, 6), signer="B"
    )


def refuse(world: World, stage: Stage) -> None:
    from vinhdanh.steps.campaigns.services.following import Choice  # noqa: PLC0415 - only here

    child = Campaign.objects.get(pk=stage.ids["child"])
    services.answer(
        world.reader("officer", "district-a1"), child, 1, {"cap_delegates": Choice(taken=False, reason="Lý do của người kia")}
    )


def push(world: World, stage: Stage) -> None:
    services.mark(world.reader("officer", "district-a1"), stage.draft, 1, Marks({"cap_delegates": "81"}))


THEIRS: dict[str, tuple[Callable[[World, Stage], None], tuple[str, ...]]] = {
    "part": (change_part, ("<ins>199</ins>", 'value="240"', "Của người kia", "Của tôi")),
    "basis_file": (change_basis, ("cua-nguoi-kia.pdf", "can-cu.pdf")),
    "facts": (change_rule_set, ("<ins>2025-7</ins>", "2024-2025")),
    "allot": (change_places, ("2 – 77", "1 – 3")),
    "choose_units": (change_places, ("2 – 77", "Bỏ ra khỏi đợt")),
    "task": (change_task, ("Việc của người kia", "Việc của tôi")),
    "task_done": (finish_task, ("Người kia đã gọi", "Tôi đã gọi")),
    "settle": (settle, ("Giá trị của người kia", "Không dùng")),
    "issue": (reissue, ("08/KH", 'value="09"')),
    "approve": (change_part, ("Dự thảo", "Đã duyệt")),
    "close": (reissue, ("Đã ban hành", "Đã kết thúc")),
    "above": (refuse, ("Lý do của người kia", "Tiếp thu")),
    "push": (push, ("<ins>81</ins>", 'value="90"')),
}  # fmt: skip


@pytest.mark.parametrize("name", list(THEIRS))
def test_what_another_saved_is_shown_beside_mine_and_stays(world: World, stage: Stage, name: str) -> None:
    account, address, fields = sent(stage, name)
    client = client_of(world, account)
    if name == "basis_file":
        fields["seen"] = client.get(f"/dot/{stage.draft.pk}/noi-dung/can-cu/").context["basis"][0][3]
    theirs, shown = THEIRS[name]
    theirs(world, stage)
    before = state()
    answer = client.post(address, fields)
    assert answer.status_code == 409
    body = answer.content.decode()
    for words in shown:
        assert words in body, words
    assert state() == before


def test_forms_without_a_rival_add_or_set_and_so_lose_nothing() -> None:
    """The rest only adds (new, library, tasks, given), says what is so already (acknowledge, remind, milestone), or asks for work (reckon)."""
    alone = FORMS.keys() - THEIRS.keys()
    assert alone == {
        "new", "library", "tasks", "given", "acknowledge", "remind", "milestone_done", "reckon", "join", "settle_sure", "confirm_fact", "units_looked_at",
    }  # fmt: skip


def test_back_and_again_with_another_token_is_another(world: World, stage: Stage) -> None:
    client = client_of(world, "officer.district-a1")
    for _ in range(2):
        assert client.post(f"/dot/{stage.draft.pk}/viec/", {"title": "Việc", "once": str(uuid4())}).status_code == 302
    assert stage.draft.tasks.count() == 3
