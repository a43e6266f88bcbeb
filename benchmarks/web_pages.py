"""Every page of the application in a province: queries, milliseconds of the server, milliseconds of the processor.

`python web_pages.py` prints the slowest pages; `python web_pages.py --all` every one. The pages come from the URL resolver: an address
that no role of the seeded province can open is told, and counts as missing.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import web_servers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from web_world import Province

LARGE = {"unions": 3_000, "campaigns": 20, "people": 50_000}
SMALL = {"unions": 240, "campaigns": 6, "people": 1_200}
ROLES = ("officer", "leader", "admin", "grassroots", "district")
ROUNDS = 3
WORST = 12
NO_PAGES = {
    "mfa_login_webauthn": "answers a script with a challenge",
    "account_reset_password_from_key": "needs the link of a mail",
    "account_set_password": "only for an account without a password",
    "account_reset_password": "only where mail is set up",
    "account_reset_password_done": "as above",
    "mfa_authenticate": "only between the two steps of a sign-in",
    "mfa_reauthenticate": "only with a second step that is set up",
    "mfa_reauthenticate_webauthn": "as above",
    "mfa_deactivate_totp": "as above",
    "mfa_view_recovery_codes": "as above",
    "mfa_generate_recovery_codes": "as above",
    "mfa_download_recovery_codes": "as above",
    "mfa_list_webauthn": "only with a passkey",
    "mfa_add_webauthn": "only where the context is secure",
    "mfa_remove_webauthn": "only with a passkey",
    "mfa_edit_webauthn": "only with a passkey",
    "first_start": "only before the first account",
    "accounts:kept": "only with a form that a lost session left",
    "accounts:drop_kept": "as above",
    "mfa_activate_totp": "makes a new secret each time",
}
"""Addresses that show no page in a seeded province, with the reason."""
NOT_INTERACTIVE = {
    "campaigns:paper": "makes a PDF or Word file",
    "campaigns:units_excel": "makes an Excel file",
    "organisations:export": "makes an Excel file of 3,000 rows",
    "organisations:doubles": "compares 50,000 people",
    "calendar:file": "a file for a calendar program",
    "personal:export": "makes a file",
}
"""Addresses that make a file or a long computation on demand: measured and printed, not judged with the pages."""


@dataclass(frozen=True)
class Visit:
    """One address as one role sees it."""

    name: str
    role: str
    path: str


@dataclass
class Measured:
    """What a visit cost, best of three."""

    name: str
    role: str
    path: str
    queries: int
    ms: float
    cpu: float
    bytes: int
    samples: list[float]


def routes() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each address of the resolver: its name with namespaces, and its parameters."""
    from django.urls import get_resolver  # noqa: PLC0415
    from django.urls.resolvers import URLResolver  # noqa: PLC0415

    def below(resolver: URLResolver, space: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                yield from below(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""))
            else:
                yield f"{space}{pattern.name}", tuple(pattern.pattern.regex.groupindex)

    return below(get_resolver(), "")


def arguments(name: str, province: Province) -> list[dict[str, Any]]:
    """Values for the parameters of an address, several where several kinds of page stand behind it."""
    from vinhdanh.platform.organisations.models import Person, Post  # noqa: PLC0415
    from vinhdanh.steps.campaigns.parts import PARTS  # noqa: PLC0415

    named = province.named
    campaigns: list[dict[str, Any]] = [{"pk": province.issued.pk}, {"pk": province.draft.pk}]
    space, _, last = name.rpartition(":")
    people = [person.pk for person in Person.objects.filter(union=province.top).order_by("pk")[:2]]
    unit = province.issued.units.filter(union=province.base).values_list("pk", flat=True)[0]
    special: dict[str, list[dict[str, Any]]] = {
        "campaigns:part": [{"pk": row["pk"], "key": key} for row in campaigns for key in PARTS],
        "campaigns:unit": [{"pk": province.issued.pk, "unit_pk": unit}],
        "campaigns:task": [{"pk": province.issued.pk, "task_pk": named["task"]}],
        "campaigns:above": [{"pk": named["child"]}],
        "campaigns:version": [{"pk": province.issued.pk, "number": 1}],
        "campaigns:paper": [{"pk": province.issued.pk, "kind": "plan", "ending": "pdf"}],
        "organisations:take_back": [{"pk": named["merger"]}],
        "organisations:level": [{"pk": province.base.level_id}],
        "organisations:person_merge": [{"pk": people[0], "gone": people[1]}],
        "accounts:invitation": [{"pk": named["invitation"]}],
        "accounts:accept": [{"secret": named["secret"]}],
        "files:download": [{"pk": province.issued.plan_paper.file_id}],
        "jobs:job": [{"pk": named["job"]}],
    }
    if name in special:
        return special[name]
    post = Post.objects.filter(union=province.base).values_list("pk", flat=True)[0]
    if space in {"organisations", "accounts"}:
        keys: tuple[Any, ...] = (province.top.pk, province.middle.pk, province.base.pk)
        if last.startswith("register"):
            keys = (named["register"], province.top.pk)
        elif last in {"group", "group_edit"}:
            keys = (named["group"],)
        elif last.startswith("person") or last in {"post_give", "reset"}:
            keys = (people[0],)
        elif last.startswith("post") or last in {"responsible", "end_post"}:
            keys = (post,)
        return [{"pk": key} for key in keys]
    return [{"pk": people[0]}] if space == "personal" else campaigns


def paths(province: Province) -> Iterator[tuple[str, str]]:
    """Name and path of each address, with the usual questions of the long lists."""
    from django.urls import NoReverseMatch, reverse  # noqa: PLC0415

    for name, parameters in routes():
        for values in arguments(name, province) if parameters else [{}]:
            try:
                yield name, reverse(name, kwargs={key: value for key, value in values.items() if key in parameters})
            except NoReverseMatch:
                continue
    top, issued = province.top.pk, province.issued.pk
    yield "organisations:tree?q", f"{reverse('organisations:tree')}?q=hoa"
    yield "organisations:tree?q", f"{reverse('organisations:tree')}?q=trường+tiểu+học&trang=3"
    yield "organisations:tree?mo", f"{reverse('organisations:tree')}?mo={province.middle.pk}"
    yield "organisations:tree?ngay", f"{reverse('organisations:tree')}?ngay=2020-05-01"
    for union in (province.middle, province.base):
        yield "organisations:union?ngay", f"{reverse('organisations:union', args=[union.pk])}?ngay=2020-05-01"
    yield "organisations:people?duoi", f"{reverse('organisations:people', args=[top])}?duoi=1&q=nguyen"
    yield "campaigns:units?tim", f"{reverse('campaigns:units', args=[issued])}?tim=truong&trang=2"
    yield "campaigns:overview?tinh-trang", f"{reverse('campaigns:overview', args=[issued])}?tinh-trang=wait"


def visits(province: Province, clients: dict[str, Any]) -> tuple[list[Visit], list[str]]:
    """What each role can open, and the names of addresses that nobody can."""
    found: list[Visit] = []
    answers: dict[str, set[int]] = defaultdict(set)
    for name, path in paths(province):
        for role, client in clients.items():
            status = client.get(path).status_code
            answers[name].add(status)
            if status == 200:
                found.append(Visit(name, role, path))
    missing = [name for name, got in answers.items() if 200 not in got and got != {405} and name not in NO_PAGES]
    broken = [f"{name} ({sorted(got)})" for name, got in answers.items() if max(got) >= 500]
    return found, [f"{name} {sorted(answers[name])}" for name in missing] + broken


def measure(visit: Visit, client: Any) -> Measured:
    """One address: the best of three requests, all three as samples; queries counted on the last."""
    from django.db import connection  # noqa: PLC0415

    samples, cpus, body = [], [], b""
    for _ in range(ROUNDS):
        cpu, begun = time.process_time(), time.perf_counter()
        answer = client.get(visit.path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        samples.append(1000 * (time.perf_counter() - begun))
        cpus.append(1000 * (time.process_time() - cpu))
    count = 0

    def counted(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        nonlocal count
        count += not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counted):
        client.get(visit.path)
    return Measured(visit.name, visit.role, visit.path, count, min(samples), min(cpus), len(body), samples)


def child(size: str) -> None:
    """Seeds a province and prints what every page costs as JSON."""
    import django  # noqa: PLC0415

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from vinhdanh.web.prepare import prepare  # noqa: PLC0415
    from web_world import filled, session_of  # noqa: PLC0415

    prepare(settings.DATA)
    begun = time.perf_counter()
    province = filled(**(LARGE if size == "large" else SMALL))
    seconds = time.perf_counter() - begun
    clients: dict[str, Client] = {}
    clients["visitor"] = Client(SERVER_NAME="localhost", HTTP_ACCEPT_ENCODING="br, gzip", raise_request_exception=False)
    for role in ROLES:
        clients[role] = Client(SERVER_NAME="localhost", HTTP_ACCEPT_ENCODING="br, gzip", raise_request_exception=False)
        clients[role].cookies[settings.SESSION_COOKIE_NAME] = session_of(province.users[role])
    found, missing = visits(province, clients)
    rows = [asdict(measure(visit, clients[visit.role])) for visit in found]
    answer = clients["officer"].get(f"/dot/{province.issued.pk}/")
    headers = sum(len(name) + len(value) + 4 for name, value in answer.headers.items())
    static = assets(gzip.decompress(answer.content))
    print(json.dumps({"seed_seconds": seconds, "missing": missing, "rows": rows, "headers": headers, "assets": static}))


def assets(page: bytes) -> dict[str, int]:
    """What a first visit fetches beside the page, as the server sends it: the size of the brotli file where there is one."""
    from django.conf import settings  # noqa: PLC0415

    root, sizes = Path(settings.STATIC_ROOT), {}
    waiting = [name.decode() for name in re.findall(rb"/static/([^\"'#?<> ]+)", page)]
    while waiting:
        name = waiting.pop()
        if name in sizes:
            continue
        file = root / name
        sent = next(
            (path for path in (file.with_name(file.name + ".br"), file.with_name(file.name + ".gz"), file) if path.exists()), None
        )
        if sent is None:
            raise RuntimeError(f"{name} is not among the static files")
        sizes[name] = sent.stat().st_size
        if file.suffix == ".css":
            linked = re.findall(r"url\([\"']?([^\"')#]+)", file.read_text(encoding="utf-8"))
            waiting += [str((file.parent / one).resolve().relative_to(root)) for one in linked if not one.startswith("data:")]
    return sizes


def taken(database: str, size: str) -> dict[str, Any]:
    """What a child measured."""
    with web_servers.environment(database) as told:
        out: dict[str, Any] = json.loads(web_servers.script("web_pages", "--child", size, told=told))
    return out


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def judged(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of pages, without files made on demand."""
    return [row for row in found["rows"] if row["name"] not in NOT_INTERACTIVE]


def growing(small: dict[str, Any], large: dict[str, Any]) -> list[str]:
    """Pages that ask more queries in the large province than in the small one."""
    before: dict[tuple[str, str], int] = {}
    for row in judged(small):
        key = (row["name"], row["role"])
        before[key] = max(before.get(key, 0), row["queries"])
    after: dict[tuple[str, str], int] = {}
    for row in judged(large):
        key = (row["name"], row["role"])
        after[key] = max(after.get(key, 0), row["queries"])
    return [
        f"{name} as {role}: {before[name, role]} → {count}"
        for (name, role), count in after.items()
        if (name, role) in before and count > before[name, role]
    ]


def told(found: dict[str, Any], database: str, *, whole: bool = False) -> str:
    """The slowest pages and those with most queries, by name."""
    lines = [f"{database}: {len(found['rows'])} pages seen, seeded in {found['seed_seconds']:.0f} s"]
    order = sorted(found["rows"], key=lambda row: -row["ms"])
    many = sorted(found["rows"], key=lambda row: -row["queries"])
    for row in order if whole else [*order[:WORST], *[row for row in many[:WORST] if row not in order[:WORST]]]:
        aside = " (not judged)" if row["name"] in NOT_INTERACTIVE else ""
        lines.append(
            f"  {row['ms']:8.1f} ms {row['cpu']:8.1f} ms cpu {row['queries']:3} queries {row['bytes']:8} B  {row['role']:10} {row['path']}{aside}"
        )
    lines += [f"  no page: {name}" for name in found["missing"]]
    return "\n".join(lines)


def rows() -> list[dict[str, Any]]:
    """Queries, median and p95 on both databases; pages whose queries grow; addresses without a page."""
    made: list[dict[str, Any]] = []
    for database in web_servers.DATABASES:
        large = taken(database, "large")
        print(told(large, database), file=sys.stderr)
        pages = judged(large)
        cpu = percentile([row["cpu"] for row in pages], 0.5), percentile([row["cpu"] for row in pages], 0.95)
        samples = [value for row in pages for value in row["samples"]]
        best = [row["ms"] for row in pages]
        about = f"{len(pages)} pages of a province on {database}"
        made += [
            {"id": f"web.pages.{database}.queries", "name": f"most queries of {about}", "value": float(max(row["queries"] for row in pages)), "unit": "queries"},
            {"id": f"web.pages.{database}.median", "name": f"median of {about}; processor {cpu[0]:.0f} ms", "value": percentile(best, 0.5), "unit": "ms"},
            {"id": f"web.pages.{database}.p95", "name": f"95 % of {about}; processor {cpu[1]:.0f} ms; all samples {percentile(samples, 0.95):.0f} ms", "value": percentile(best, 0.95), "unit": "ms"},
            {"id": f"web.pages.{database}.missing", "name": "addresses that no role could open, or that failed", "value": float(len(large["missing"])), "unit": "pages"},
        ]  # fmt: skip
        if database == "sqlite":
            heaviest = max(
                (row for row in pages if not row["path"].endswith((".xlsx", ".pdf")) and row["name"] != "files:download"),
                key=lambda row: row["bytes"],
            )
            page = heaviest["bytes"] + large["headers"]
            first = page + sum(size + large["headers"] for size in large["assets"].values())
            made += [
                {
                    "id": "web.weight.first",
                    "name": f"first visit: {heaviest['path']} and {len(large['assets'])} files",
                    "value": first / 1000,
                    "unit": "KB",
                },
                {
                    "id": "web.weight.next",
                    "name": f"next visit: {heaviest['path']}, the heaviest page",
                    "value": page / 1000,
                    "unit": "KB",
                },
            ]
            more = growing(taken(database, "small"), large)
            print("\n".join(more), file=sys.stderr)
            made.append(
                {
                    "id": "web.pages.growing",
                    "name": "pages with more queries in a province than in a twelfth of it",
                    "value": float(len(more)),
                    "unit": "pages",
                }
            )
    return made


def main() -> None:
    """As a program: the slowest pages."""
    if "--child" in sys.argv:
        child(sys.argv[-1])
        return
    database = os.environ.get("BENCH_DATABASE", "sqlite")
    size = "small" if "--small" in sys.argv else "large"
    print(told(taken(database, size), database, whole="--all" in sys.argv))


if __name__ == "__main__":
    main()
