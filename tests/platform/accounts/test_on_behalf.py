"""Acting for a union without a computer: the journal says on whose behalf, whatever is written."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from world import World

import vinhdanh
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.jobs.models import Job
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.organisations import jobs, services
from vinhdanh.platform.organisations.models import RegisterImport
from vinhdanh.platform.organisations.services.register import applying, incoming
from vinhdanh.steps.campaigns.services.creation import from_template
from vinhdanh.steps.campaigns.services.tasks import add_task, change_task, finish_task

ROOMS = ("platform/organisations/services", "steps/campaigns/services")
READ_ONLY = {"preview_assignment", "allowed", "ask"}
"""Take a reader and change no record: a look ahead, a refusal, a reckoning."""


def functions() -> dict[str, list[ast.FunctionDef]]:
    found: dict[str, list[ast.FunctionDef]] = {}
    for room in ROOMS:
        for path in sorted((Path(vinhdanh.__file__).parent / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    found.setdefault(node.name, []).append(node)
    return found


def called(node: ast.FunctionDef) -> set[str]:
    calls = [inner.func for inner in ast.walk(node) if isinstance(inner, ast.Call)]
    return {call.id if isinstance(call, ast.Name) else call.attr for call in calls if isinstance(call, ast.Name | ast.Attribute)}


def test_every_service_that_takes_a_reader_tells_the_journal_by_it() -> None:
    known = functions()
    reaches = {"record"}
    while True:
        more = {name for name, nodes in known.items() if name not in reaches and all(called(node) & reaches for node in nodes)}
        if not more:
            break
        reaches |= more
    silent = {
        name
        for name, nodes in known.items()
        for node in nodes
        if not name.startswith("_")
        and node.args.args
        and node.args.args[0].arg == "reader"
        and name not in READ_ONLY
        and not called(node) & reaches
    }
    assert silent == set()
    assert len(reaches) > 40


def test_no_service_makes_a_reader_of_its_own() -> None:
    assert [name for name, nodes in functions().items() for node in nodes if "Reader" in called(node)] == []


def acting(world: World) -> Reader:
    reader = world.reader("officer", "district-a1")
    reader.acting_for = world.unions["base-a11"]
    return reader


def test_what_is_written_for_a_union_names_it(world: World) -> None:
    reader, base = acting(world), world.unions["base-a11"]
    campaign = from_template(reader, base, "Tuyên dương điển hình tiên tiến", 2026)
    task = add_task(reader, campaign, {"title": "Đặt hội trường"})
    task = change_task(reader, task, task.revision, {"title": "Đặt hội trường lớn"})
    finish_task(reader, task, done=True, words="Đã đặt")
    services.edit_contacts(reader, base, phone="0900 000 000", email="", revision=base.revision)
    services.add_person(reader, base, services.PersonData(name="Trần Thị Thử"))
    entries = Entry.objects.exclude(verb__startswith="accounts.")
    assert entries.count() >= 6
    assert {(entry.actor, entry.on_behalf_of) for entry in entries} == {(reader.user, base)}


def test_a_register_written_in_the_background_names_it_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, top = acting(world), world.unions["district-a1"]
    rows = "Mã đơn vị\tTên đơn vị\tMã đơn vị cấp trên\tSố đoàn viên\tNữ\n\tCĐCS Trường Mầm non Ánh Dương\t\t18\t17"
    register = incoming.upload(reader, top, rows.encode(), "danh-ba.csv", once=None)
    monkeypatch.setattr(applying, "INLINE_ROWS", 0)
    assert applying.apply(reader, register).state == RegisterImport.State.APPLYING
    job = Job.objects.get(task="organisations.apply_register")
    jobs.apply_register(job, **job.arguments)
    told = Entry.objects.get(verb="organisations.register_applied")
    assert (told.actor, told.on_behalf_of) == (reader.user, world.unions["base-a11"])
