"""64 connections read a campaign's overview and save tasks, five reads to two saves, against `vinhdanh serve` with two worker processes.

The client is plain asyncio streams in a process of its own, on the same two cores as the server and the database: the figures are lower than
a server's that has its cores to itself. Every connection is a person with a task of their own; every save must be acknowledged (302).

Two runs. At a pace: each person asks at fixed times, all together a tenth more than the limit of 150 reads and 60 saves a second; an answer's time counts
from when it was to be asked for, so that a server that falls behind is not spared (no "coordinated omission"). At full speed: each person asks again as soon
as the answer is there; the figure is how many answers a second there are at most.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import web_servers

sys.path.insert(0, str(web_servers.HERE.parent / "tests" / "kit"))
import saving_site as site

CONNECTIONS = 64
SECONDS = float(os.environ.get("BENCH_SECONDS", "20"))
PACE = 1.1 * (150 + 60)
"""Requests a second of the paced run."""
SAVES = 2 / 7
"""Share of saves among the requests: 60 of 210."""


async def answer(reader: asyncio.StreamReader) -> int:
    """Reads one answer whole; its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    lower = head.lower()
    start = lower.find(b"content-length:")
    if start >= 0:
        await reader.readexactly(int(lower[start + 15 : lower.index(b"\r\n", start)]))
    elif b"transfer-encoding: chunked" in lower:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return int(head[9:12])


async def person(  # noqa: PLR0917  # all of one call
    account: site.Account, port: int, until: float, samples: list[tuple[str, float, bool]], chance: random.Random, every: float
) -> None:
    """One connection: request after request until the time is over, one each `every` seconds; 0: without a pause."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    due = time.perf_counter() + chance.random() * every
    while max(due, time.perf_counter()) < until:
        await asyncio.sleep(due - time.perf_counter())
        saves = chance.random() < SAVES
        if saves:
            sent = site.request("POST", account.task, account.cookies, account.form())
        else:
            sent = site.request("GET", account.overview, account.cookies)
        begun = due if every else time.perf_counter()
        due += every
        try:
            writer.write(sent)
            status = await answer(reader)
        except (OSError, asyncio.IncompleteReadError):
            samples.append(("save" if saves else "read", time.perf_counter() - begun, False))
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            continue
        good = status == (302 if saves else 200)
        if saves and good:
            account.revision += 1
            account.number += 1
        samples.append(("save" if saves else "read", time.perf_counter() - begun, good))
    writer.close()


async def load(accounts: list[site.Account], port: int, seconds: float, pace: float) -> dict[str, float]:
    """All connections for so many seconds at `pace` requests a second (0: as many as go), after two seconds of warming."""
    chance = random.Random(1)
    every = CONNECTIONS / pace if pace else 0.0
    for warm in (True, False):
        samples: list[tuple[str, float, bool]] = []
        begun, cpu = time.perf_counter(), time.process_time()
        until = begun + (2 if warm else seconds)
        await asyncio.gather(*(person(account, port, until, samples, chance, every) for account in accounts))
        took, cpu = time.perf_counter() - begun, time.process_time() - cpu
    times = sorted(length for _, length, _ in samples)
    return {
        "reads": sum(kind == "read" and good for kind, _, good in samples) / took,
        "saves": sum(kind == "save" and good for kind, _, good in samples) / took,
        "p50": 1000 * times[len(times) // 2],
        "p99": 1000 * times[min(len(times) - 1, int(0.99 * len(times)))],
        "errors": float(sum(not good for _, _, good in samples)),
        "client": cpu / took,
    }


def seconds_of(pids: list[int]) -> float:
    """Processor seconds that processes have used."""
    total = 0.0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def taken(database: str) -> dict[str, dict[str, float]]:
    """Both runs on an empty database, each with people of its own."""
    found: dict[str, dict[str, float]] = {}
    with web_servers.environment(database) as told:
        accounts = site.seeded(told, 2 * CONNECTIONS)
        served = site.Served(told)
        served.start()
        try:
            for name, people, pace in (("paced", accounts[:CONNECTIONS], PACE), ("most", accounts[CONNECTIONS:], 0.0)):
                before = seconds_of(served.family())
                done = subprocess.run(
                    [sys.executable, __file__, "--client", str(served.port), str(pace)],
                    input=json.dumps([[a.session, a.overview, a.task] for a in people]),
                    capture_output=True,
                    text=True,
                    check=True,
                )
                found[name] = json.loads(done.stdout)
                found[name]["server"] = (seconds_of(served.family()) - before) / (SECONDS + 2)
        finally:
            served.stop()
    return found


def rows() -> list[dict[str, Any]]:
    """Reads, saves, p99 and errors on both databases."""
    made: list[dict[str, Any]] = []
    for database in web_servers.DATABASES:
        both = taken(database)
        found, most = both["paced"], both["most"]
        used = f"processors used: server {found['server']:.2f}, client {found['client']:.2f}"
        what = f"{CONNECTIONS} connections on {database}"
        made += [
            {"id": f"web.load.{database}.reads", "name": f"overview reads a second, {what}; {used}", "value": found["reads"], "unit": "/s"},
            {"id": f"web.load.{database}.saves", "name": f"task saves a second, meanwhile; median {found['p50']:.0f} ms", "value": found["saves"], "unit": "/s"},
            {"id": f"web.load.{database}.p99", "name": "99 % of all answers", "value": found["p99"], "unit": "ms"},
            {"id": f"web.load.{database}.errors", "name": "answers that were none, or not what was asked for, in both runs", "value": found["errors"] + most["errors"], "unit": ""},
            {"id": f"web.load.{database}.most", "name": f"answers a second at full speed, median {most['p50']:.0f} ms, 99 % within {most['p99']:.0f} ms", "value": most["reads"] + most["saves"], "unit": "/s"},
        ]  # fmt: skip
    return made


def main() -> None:
    """The client, or the measurement of one database."""
    if "--client" in sys.argv:
        accounts = [site.Account(*row) for row in json.load(sys.stdin)]
        print(json.dumps(asyncio.run(load(accounts, int(sys.argv[-2]), SECONDS, float(sys.argv[-1])))))
        return
    print(json.dumps(taken(os.environ.get("BENCH_DATABASE", "sqlite")), indent=1))


if __name__ == "__main__":
    main()
