"""examples/phu-rieng-2020: a district of 60 unions in 2020, with the errors that real lists have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

from example_parts import phu_rieng
from example_parts.guests import guests
from example_parts.heap import MISNAMED, PLAIN_NAMES, extras, settled
from example_parts.layouts import Written, standard, ticked, two_level
from example_parts.layouts_fixed import old_excel
from example_parts.layouts_odd import (
    both_kinds,
    old_fonts,
    open_document,
    spanned,
    split_names,
    unicode_text,
    windows_text,
    word,
)
from example_parts.layouts_plain import careless, text_file
from example_parts.names import Names
from example_parts.people import Collective, People, Person, as_truth
from example_parts.portraits import portraits
from example_parts.register import LATE, MANAGERS_ONLY, MISSING, NIL, OVER, SHAPES, unions
from example_parts.votes import council_ballot, met, union_ballot
from vinhdanh.engines.campaign.types import Campaign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.types import Settings, Union

SEED = 2020
LAYOUTS = ("standard", "two_level", "standard", "ticked", "careless", "standard", "two_level", "text", "ticked", "standard")
HANDS = {
    "X-01": "split_names",
    "X-03": "both_kinds",
    "X-10": "spanned",
    "TH-01": "unicode_text",
    "TH-05": "windows_text",
    "CS-06": "open_document",
    "MN-01": "word",
    "CQ-02": "split_names",
    "DN-06": "spanned",
    "DN-10": "vni",
    "DN-13": "tcvn3",
    "TH-07": "old_excel",
}
"""Unions with a hand of their own; the others take the layouts in turn."""
COLLECTIVES = 40

Lists = dict[str, tuple[list[Person], list[Collective]]]


def build(plan: tuple[str, bytes]) -> tuple[Campaign, dict[str, Any]]:
    """The campaign and what its lists truly hold."""
    chance = Random(SEED)
    names = Names(chance)
    register = unions(chance, names)
    settings = phu_rieng.settings()
    lists = lists_of(chance, names, register)
    planted = _plant(lists)
    files: dict[str, bytes] = {}
    truth: list[dict[str, Any]] = []
    for i, union in enumerate(u for u in register if u.code in lists):
        layout = _layout(i, union, lists[union.code])
        name, written = write(settings, union, lists[union.code], layout, i)
        files[name] = written.data
        truth.append({**told(name, union, layout, lists[union.code], written), "errors": planted.get(union.code, [])})
    nil = next(u for u in register if u.code == "MN-07")
    files["MN-07.xlsx"] = standard(settings, nil, (), (), nil=NIL["MN-07"]).data
    truth.append(
        {
            "file": "MN-07.xlsx",
            "union": "MN-07",
            "layout": "standard",
            "persons": [],
            "collectives": [],
            "errors": [],
            "nil": NIL["MN-07"],
        }
    )
    others = extras(settings, register, lists)
    files |= {name: extra.data for name, extra in others.items()}
    ballots, votes = _ballots(chance, register, lists)
    remote, doubtful = lists["X-10"][0][0], lists["DN-11"][0][1]
    campaign = Campaign(
        settings=settings,
        unions=register,
        ballots=ballots,
        votes=votes,
        guests=guests(chance, names),
        overrides=phu_rieng.overrides(f"X-10/{remote.name}", f"DN-11/{doubtful.name}"),
        nominations=files,
        plan_paper=plan,
        photos=portraits(),
    )
    heap = [{"file": name, **extra.truth} for name, extra in sorted(others.items())]
    return settled(campaign), {"files": truth, "heap": heap, "late": sorted(LATE), "missing": sorted(MISSING), "nil": sorted(NIL)}


def lists_of(chance: Random, names: Names, register: Sequence[Union]) -> Lists:
    """Whom each union puts forward, before errors are planted."""
    people = People(chance, names)
    lists: Lists = {}
    senders = [u for u in register if u.code not in MISSING and u.code not in NIL]
    for i, union in enumerate(senders):
        low, high = SHAPES[union.group].persons
        count = 3 if union.code == MANAGERS_ONLY else chance.randint(low, high)
        persons = [people.person(union, manager=True if union.code == MANAGERS_ONLY else None) for _ in range(count)]
        due = (i + 1) * COLLECTIVES // len(senders) - i * COLLECTIVES // len(senders)
        lists[union.code] = (persons, [people.collective(union, i + n) for n in range(due)])
        ask_to_attend(union, *lists[union.code], over=union.code in OVER)
    return lists


def ask_to_attend(union: Union, persons: list[Person], collectives: list[Collective], *, over: bool) -> None:
    """A union asks for as many places as it was allotted, its collectives first, then its best; some ask for all that they put forward."""
    ranked = [*collectives, *sorted(persons, key=lambda p: -p.quality)]
    for place, nominee in enumerate(ranked, start=1):
        nominee.attend = over or union.at_most is None or place <= union.at_most
        nominee.upward = nominee.upward and nominee.attend


def _plant(lists: Lists) -> dict[str, list[dict[str, str]]]:
    """The deliberate errors, and for the truth file what they are."""
    planted: dict[str, list[dict[str, str]]] = {}

    def note(code: str, name: str, error: str) -> None:
        planted.setdefault(code, []).append({"name": name, "error": error})

    twin = lists["TH-03"][0][1]
    lists["X-04"][0].append(replace(twin, union="X-04", typed={}))
    note("X-04", twin.name, "person also in the list of TH-03")
    note("TH-03", twin.name, "person also in the list of X-04")
    for p in lists[MANAGERS_ONLY][0]:
        note(MANAGERS_ONLY, p.name, "list of managers only")
    early = lists["CS-02"][0][0]
    early.achievements = [("CSTDCS", 2012, "118/QĐ-UBND"), ("BK_T", 2014, ""), *early.achievements]
    note("CS-02", early.name, "achievements outside the period")
    alone = lists["DN-03"][1][0] if lists["DN-03"][1] else next(c for _, cs in lists.values() for c in cs)
    alone.representative = None
    note(alone.union, alone.name, "collective without a representative")
    for code, index, key, text, error in (
        ("TH-02", 0, "birth", "31/02/1985", "a birth date that does not exist"),
        ("DN-05", 2, "birth", "không rõ", "an unreadable birth date"),
        ("PT-01", 1, "commend", "Tập thể Lao động xuất sắc", "an honour for collectives asked for a person"),
        ("X-02", 1, "ethnicity", "Tàu", "a people named by a word that needs asking"),
        ("MN-03", 0, "both_sexes", "x", "both columns of the sex filled in"),
    ):
        p = lists[code][0][index]
        p.typed[key] = text
        note(code, p.name, error)
    return planted


def _layout(i: int, union: Union, listed: tuple[list[Person], list[Collective]]) -> str:
    """The layout of a union's list; text files hold no collectives, and both sexes can only be filled in where there are two columns."""
    if union.code in {"MN-03", "PT-01", "CS-02", "DN-03"}:
        return "standard"
    if union.code in HANDS:
        return HANDS[union.code]
    layout = LAYOUTS[i % len(LAYOUTS)]
    return "two_level" if layout == "text" and listed[1] else layout


def write(
    settings: Settings, union: Union, listed: tuple[list[Person], list[Collective]], layout: str, i: int
) -> tuple[str, Written]:
    """The list of a union as a file: its name and what was written. Headings start at rows 4 to 12."""
    persons, collectives = listed
    head = 3 + i * 5 % 9
    stem = {
        "standard": union.code,
        "two_level": f"{union.code} - danh sach de nghi",
        "ticked": f"{union.code}_DHTT",
        "careless": f"DS {union.code} gui LDLD",
        "text": f"{union.code} danh sach",
    }.get(layout, f"{union.code} danh sach")
    stem = MISNAMED.get(union.code, PLAIN_NAMES.get(union.code, stem))
    written = {
        "standard": lambda: standard(settings, union, persons, collectives),
        "two_level": lambda: two_level(union, persons, collectives, head),
        "ticked": lambda: ticked(union, persons, collectives, head),
        "careless": lambda: careless(union, persons, collectives, head),
        "text": lambda: text_file(union, persons, collectives, stem),
        "unicode_text": lambda: unicode_text(union, persons, collectives, stem),
        "windows_text": lambda: windows_text(union, persons, collectives, stem),
        "open_document": lambda: open_document(union, persons, collectives, head),
        "word": lambda: word(union, persons, collectives, head),
        "tcvn3": lambda: old_fonts(union, persons, collectives, vni=False),
        "vni": lambda: old_fonts(union, persons, collectives, vni=True),
        "split_names": lambda: split_names(union, persons, collectives, head),
        "both_kinds": lambda: both_kinds(union, persons, collectives, head),
        "old_excel": lambda: old_excel(union, persons, collectives, head),
        "spanned": lambda: spanned(union, persons, collectives, head),
    }[layout]()
    return f"{stem}.{written.ending}", written


def told(name: str, union: Union, layout: str, listed: tuple[list[Person], list[Collective]], written: Written) -> dict[str, Any]:
    """What the truth file says of one list."""
    persons = [
        {"sheet": s, "row": r, **as_truth(p), "typed": p.typed} for (s, r), p in zip(written.persons, listed[0], strict=True)
    ]
    groups = [{"sheet": s, "row": r, **_group(c)} for (s, r), c in zip(written.collectives, listed[1], strict=True)]
    return {"file": name, "union": union.code, "layout": layout, "persons": persons, "collectives": groups, "errors": []}


def _group(c: Collective) -> dict[str, Any]:
    who = c.representative
    return {
        "name": c.name,
        "type": c.type,
        "members": c.members,
        "commend": c.commend,
        "attend": c.attend,
        "upward": c.upward,
        "achievements": [{"honour": code, "year": year} for code, year, _ in c.achievements],
        "representative": None
        if who is None
        else {"name": who.name, "sex": who.sex, "birth": who.birth_iso, "ethnicity": who.ethnicity},
    }


def _ballots(chance: Random, register: Sequence[Union], lists: Lists) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    ballots, votes = [], []
    everyone: list[Person | Collective] = []
    for union in register:
        if union.code not in lists:
            continue
        listed: list[Person | Collective] = [*lists[union.code][0], *lists[union.code][1]]
        ballot, counted = union_ballot(chance, union, listed, met(chance, union))
        everyone += listed
        if union.code == "CS-04":  # the minutes that came forgot the number of those present
            ballot = replace(ballot, method="secret", present=None, issued=None, seats=None)
        if union.code == "TH-08":  # a slip of the pen: matched to nobody
            counted[0] = replace(counted[0], name=f"{counted[0].name} A")
        ballots.append(ballot)
        votes += counted
    council, counted = council_ballot(chance, everyone, date(2020, 4, 7))
    return (*ballots, council), (*votes, *counted)
