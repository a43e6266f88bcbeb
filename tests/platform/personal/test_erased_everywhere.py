"""After the erasure of a person nothing in any table and no file of the data folder tells who it was.

A person with everything that the program can hold of one: an account with a session and a second step, posts, a place in an issued campaign, notices by mail and by hand,
registers read, written and waiting, a merged record, sensitive values. Every column of every table is walked, boxes opened with the data key, stored files too; then the
bytes of the data folder are searched as they lie.
"""

from __future__ import annotations

import json
from pathlib import Path

import processes
import pytest
from django.db import connection

NAME, OTHER = "Điểu Thị Mộng Bình", "Điểu Thị Mộng  Bình"
TOLD = {
    "name": NAME,
    "search key": "dieu thi mong binh",
    "sort key": "binh dieu thi mong",
    "phone": "0918273645",
    "mail": "mongbinh.1987@example.vn",
    "user": "mongbinh87",
    "id": "079187003412",
    "religion": "Cao Đài Tây Ninh",
    "birth": "1987-11-23",
    "birth, written": "23/11/1987",
}
KIT = str(Path(__file__).parents[2] / "kit")
PLAN = Path(__file__).parents[3] / "examples" / "phu-rieng-2020" / "plan.txt"

MAKE = """
import io, json, sys, uuid
sys.path.insert(0, sys.argv[1])
TOLD = json.loads(sys.argv[3])
from datetime import date
import xlsxwriter
from django.core import mail
from django.db import transaction
from django.test import Client
from world import PASSWORD, make_person, make_user, make_world
from vinhdanh.platform.accounts.models import User
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.accounts.services import invitations
from vinhdanh.platform.jobs import services as jobs, worker
from vinhdanh.platform.journal import services as journal
from vinhdanh.platform.notices.models import Notice
from vinhdanh.platform.notices.services import tell
from vinhdanh.platform.notices.services.telling import note_told
from vinhdanh.platform.organisations import services as organisations
from vinhdanh.platform.organisations.models import Person, Union
from vinhdanh.platform.organisations.services import register as registers
from vinhdanh.platform.personal import services as personal
from vinhdanh.steps.campaigns import services as campaigns
from vinhdanh.steps.campaigns.models import Task
from vinhdanh.steps.campaigns.services.tasks import add_task, finish_task

world = make_world()
officer, leader = world.reader("officer", "district-a1"), world.reader("leader", "district-a1")
base, top = world.unions["base-a11"], world.unions["district-a1"]
born = date.fromisoformat(TOLD["birth"])
data = organisations.PersonData(
    name=TOLD["name"], sex="nữ", birth_year=born.year, birth_month=born.month, birth_day=born.day, phone=TOLD["phone"], email=TOLD["mail"]
)
person = organisations.add_person(officer, base, data)
twin = organisations.add_person(officer, base, organisations.PersonData(name=sys.argv[4], phone=TOLD["phone"]))
post = organisations.PostData(title="Chủ tịch", role="grassroots", responsible=True)
organisations.give_post(officer, person, base, post)
organisations.set_responsible(officer, person.posts.get())
organisations.edit_contacts(officer, base, phone=TOLD["phone"], email=TOLD["mail"], revision=Union.objects.get(pk=base.pk).revision)
organisations.merge_persons(officer, person, twin, reason="Cùng một người")
personal.set_sensitive(officer, person, "religion", TOLD["religion"])
personal.set_sensitive(officer, person, "id_number", TOLD["id"])
personal.set_ethnicity(officer, person, "Xtiêng")

user = make_user(TOLD["user"], person)
invitations.reset(officer, person, once=uuid.uuid4())
user.email = TOLD["mail"]; user.first_name = TOLD["name"]; user.save()
client = Client(SERVER_NAME="localhost")
client.post("/tai-khoan/dang-nhap/", {"login": TOLD["user"], "password": PASSWORD})
assert "_auth_user_id" in client.session
session = client.session
session["typed"] = {"phone": TOLD["phone"], "name": TOLD["name"]}
session.save()

campaign = campaigns.from_plan(officer, top, "plan.txt", open(sys.argv[2], "rb").read())
approved = campaigns.approve(leader, campaign, campaign.revision)
campaigns.issue(officer, approved, approved.revision, number="05/KH", day=date(2020, 1, 6), signer="Đặng Thị Ngọc")
chair = Reader(User.objects.get(pk=user.pk))
unit = campaign.units.select_related("campaign__union", "union").get(code="base-a11")
assert unit.responsible == TOLD["name"], unit.responsible
campaigns.acknowledge(chair, unit, TOLD["name"])
with transaction.atomic():
    (notice,) = tell(officer, [base], "Tin", "Nội dung", people=[person])
note_told(officer, notice, "zalo", words=TOLD["name"] + " " + TOLD["phone"])

HEAD = ("Mã đơn vị", "Tên đơn vị", "Người chịu trách nhiệm", "Chức vụ", "Số điện thoại", "Thư điện tử")
def book(*rows):
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = workbook.add_worksheet("Đơn vị")
    for r, row in enumerate((HEAD, *rows)):
        sheet.write_row(r, 0, row)
    workbook.close()
    return out.getvalue()
mine = ("base-a11", base.name, sys.argv[4], "Chủ tịch", TOLD["phone"], TOLD["mail"])
def bring(*rows):
    return registers.upload(officer, top, book(*rows), "danh-ba.xlsx", once=uuid.uuid4())
registers.apply(officer, bring(("base-a11", base.name, "Người Khác", "Chủ tịch", "0900000001", "khac@example.vn")))
registers.apply(officer, bring(mine, ("base-a12", world.unions["base-a12"].name, "Ông Ở Lại", "Chủ tịch", "0900000002", "")))
registers.undo(officer, registers.apply(officer, bring(mine, ("", "CĐCS Mới lập", TOLD["name"], "", "", ""))))
waiting = bring(mine)
assert waiting.state == "preview"
registers.drop(officer, bring(("base-a11", base.name, TOLD["name"] + " lỗi", "", TOLD["phone"], "không phải thư " + TOLD["mail"])))
kept = bring(("base-a12", world.unions["base-a12"].name, "Ông Ở Lại Khác", "", "", ""))
journal.seal()
while (job := jobs.claim("a" * 32, 30)) is not None:
    worker.do(job)
"""
ERASE = """
from vinhdanh.platform.accounts.models import User
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.jobs import services as jobs, worker
from vinhdanh.platform.organisations.models import Person
from vinhdanh.platform.personal.services import erase
person = Person.objects.get(sex="nữ", birth_year=1987)
erase(Reader(User.objects.get(username="officer.district-a1")), person, "Đơn số 9")
while (job := jobs.claim("a" * 32, 30)) is not None:
    worker.do(job)
"""
WALK = """
import json, sys
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from vinhdanh.engines.campaign.grid import read_workbook
from vinhdanh.engines.vietnamese import match_key
from vinhdanh.platform.files.models import StoredFile
from vinhdanh.platform.files.selectors import read_file
from vinhdanh.platform.organisations.models import RegisterImport
TOLD = json.loads(sys.argv[1])
found = []
def look(place, text):
    folded = " ".join(text.casefold().split())
    for what, words in TOLD.items():
        if words.casefold() in folded or words.encode("unicode_escape").decode().casefold() in folded:
            found.append([place, what])
    if match_key(TOLD["name"]) in match_key(text):
        found.append([place, "name, folded"])
with connection.cursor() as cursor:
    for table in connection.introspection.table_names(cursor):
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        names = [column[0] for column in cursor.description]
        for row in cursor.fetchall():
            for name, value in zip(names, row):
                raw = bytes(value).decode("utf-8", "replace") if isinstance(value, (bytes, memoryview)) else str(value)
                look(f"{table}.{name}", raw)
for model in apps.get_models(include_auto_created=True):
    for row in model._base_manager.all():
        for field in model._meta.concrete_fields:
            value = getattr(row, field.attname)
            if not isinstance(value, (bytes, memoryview)):
                look(f"{model._meta.label}.{field.name}, opened", json.dumps(value, ensure_ascii=False, default=str))
        parts = [getattr(row, f"birth_{part}", None) for part in ("year", "month", "day")]
        if parts == [1987, 11, 23]:
            found.append([model._meta.label, "birth, in parts"])
for session in Session.objects.all():
    look("session, opened", json.dumps(session.get_decoded(), ensure_ascii=False))
for file in StoredFile.objects.all():
    content = read_file(file)
    if file.name.endswith(".xlsx"):
        content = " ".join(str(c) for grid in read_workbook(content, file.name) for line in grid.cells for c in line).encode()
    look(f"file {file.name}", content.decode("utf-8", "replace"))
states = list(RegisterImport.objects.order_by("pk").values_list("state", flat=True))
print(json.dumps({"found": sorted(set(map(tuple, found))), "states": states, "files": StoredFile.objects.count()}))
"""


def bytes_that_tell(folder: Path) -> list[tuple[str, str]]:
    """Files of the data folder in whose bytes one of the words lies."""
    forms = {
        what: {words.encode(), words.encode("unicode_escape"), json.dumps(words)[1:-1].encode()} for what, words in TOLD.items()
    }
    return sorted(
        (path.relative_to(folder).as_posix().split("/")[0], what)
        for path in folder.rglob("*")
        if path.is_file()
        for what, wanted in forms.items()
        if any(form in (content := path.read_bytes()) or form in content.replace(b"\0", b"") for form in wanted)
    )


@pytest.mark.django_db
def test_no_table_and_no_file_tells_who_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with processes.own_database(folder) as told:
        processes.prepare(told)
        processes.say(MAKE, KIT, str(PLAN), json.dumps(TOLD), OTHER, told=told)
        before = json.loads(processes.say(WALK, json.dumps(TOLD), told=told).splitlines()[-1])
        places = {place.split(",")[0].lower() for place, _ in before["found"]}
        for wanted in (
            "organisations_person.name",
            "accounts_user.username",
            "campaigns_unit.responsible",
            "campaigns_acknowledgement.name",
        ):
            assert wanted in places
        assert {"notices_delivery.address", "organisations_union.phone", "organisations.registerrow.values", "session"} <= places
        assert not {place for place in places if place.startswith(("organisations_registerrow", "journal_entry"))}
        assert any(place.startswith("file danh-ba") for place in places)
        if connection.vendor == "sqlite":
            assert bytes_that_tell(folder)

        processes.say(ERASE, told=told)
        after = json.loads(processes.say(WALK, json.dumps(TOLD), told=told).splitlines()[-1])
        assert not after["found"], [after["states"], *after["found"]]
        assert before["states"] == ["applied", "applied", "undone", "preview", "dropped", "preview"]
        assert after["states"] == ["applied", "applied", "undone", "dropped", "dropped", "dropped"]
        assert processes.command("journal", "verify", told=told).returncode == 0
        if connection.vendor == "sqlite":
            assert bytes_that_tell(folder) == []
