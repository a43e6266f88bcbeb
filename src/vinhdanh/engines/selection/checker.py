"""Checks a certificate of a selection: standard library, whole numbers, no solver (docs/selection-large.md): CERTIFICATE TABLE.csv RULES."""

# fmt: off
# ruff: noqa: D103, I001, B905, T201, SIM905  # kept to one page, to be read whole: names say what each of the few functions does
import csv, hashlib, io, itertools, json, math, pathlib, re, sys, tomllib, types, typing, unicodedata  # noqa: E401
from collections import Counter, defaultdict
from fractions import Fraction
NAMES = {"id": "id|ma|ma so|mã|mã số|code", "unit": "unit|union|don vi|đơn vị|mã đơn vị", "score": "score|points|diem|điểm|tổng điểm"}
def need(condition: object, why: str) -> None:
    if not condition:
        raise ValueError(why)
def sha(data: bytes | str) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()
def text(value: object) -> str:
    t = " ".join(unicodedata.normalize("NFC", str(value)).split())
    return t.lower() if t.lower() in {"true", "false"} else t
def table_of(data: bytes) -> tuple[list[str], list[list[str]], str]:
    plain, out = data.decode("utf-8-sig"), io.StringIO()
    reader = csv.reader(io.StringIO(plain, newline=""), delimiter=max(",;\t", key=plain.split("\n", 1)[0].count))
    rows = [r for r in ([" ".join(unicodedata.normalize("NFC", c).split()) for c in line] for line in reader) if any(r)]
    csv.writer(out, lineterminator="\n").writerows(rows)
    return rows[0], rows[1:], sha(out.getvalue())
def band(t: dict[str, typing.Any], base: int) -> tuple[int, int]:
    per, way = Fraction(base, 100) if "share" in t else 1, t.get("direction", "at_least")
    want, off = Fraction(t.get("share", t.get("count", 0))) * per, Fraction(t.get("tolerance", 0)) * per
    lo, hi = max(0, math.ceil(want - off)), max(0, math.floor(want + off))
    return (lo, max(lo, base)) if way == "at_least" else (0, hi) if way == "at_most" else (lo, hi) if lo <= hi else (math.floor(want + Fraction(1, 2)),) * 2
def read(cert: dict[str, typing.Any], data: bytes, ruled: bytes) -> types.SimpleNamespace:
    head, rows, digest = table_of(data)
    rules = (json.loads if ruled.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{" else tomllib.loads)(ruled.decode("utf-8-sig"), parse_float=Fraction)
    names = {k: [rules["columns"][k]] if k in rules.get("columns", {}) else v.split("|") for k, v in NAMES.items()}
    at = {k: next((i for i, h in enumerate(head) if h in v or h.lower().replace("_", " ") in v), -1) for k, v in names.items()}
    need((cert["rules"], cert["table"], len({r[at["id"]] for r in rows}), [f for f in rules.get("families", []) if f.get("by", "value") != "value"]) == (sha(ruled), digest, len(rows), []), "other rules or table, or an id twice")
    scale = 10 ** max(2, *(len([*re.split("[.,]", r[at["score"]]), ""][1].rstrip("0")) for r in rows))
    out, must = ({text(d["id"]) for d in rules.get(k, [])} for k in ("must_exclude", "must_include"))
    people = sorted((r for r in rows if r[at["id"]] not in out), key=lambda r: r[at["id"]])
    cats, aims, marks, units = [*rules.get("categories", [])], rules.get("targets", []), [], rules.get("units", {})
    for f in rules.get("families", []):  # of those with the same value at most so many
        seen = Counter(v for r in people for v in {text(v) for v in re.split("[;|]", r[head.index(f["column"])]) if v.strip()})
        cats += [{"id": v, "column": f["column"], "values": [v], "at_most": f.get("at_most", 1)} for v in sorted(seen) if seen[v] > f.get("at_most", 1)]
    for t, usual in [*((c, [c["id"]]) for c in cats), *((t, "1 true yes x X có Có".split()) for t in aims)]:
        asked = {text(v) for v in t.get("values", usual)} | {"1" for v in t.get("values", ()) if v is True}
        marks.append([any(text(v) in asked for v in re.split("[;|]", r[head.index(t.get("column", "category"))]) if v.strip()) for r in people])
    return types.SimpleNamespace(k=rules["size"], cats=cats, aims=aims, marks=marks, ids=[r[at["id"]] for r in people], must=must, exact=rules.get("exact", False),
                unit=[r[at["unit"]] if at["unit"] >= 0 else "" for r in people], default=units, by={text(c): b for c, b in units.get("by", {}).items()},
                score=[int(Fraction(r[at["score"]].replace(",", ".")) * scale) for r in people], shift=cert["shift"])
def bounds(q: types.SimpleNamespace, u: str) -> tuple[int, int]:
    return q.by.get(u, q.default).get("at_least", 0), min(q.k, q.by.get(u, q.default).get("at_most", q.k))
def lagrangian(q: types.SimpleNamespace, lam: list[int], fixed: int, scored: int) -> tuple[int, list[tuple[int, int]]]:  # L(λ), each one's cost of changing sides
    limits, first = [*q.hard, *[(0, len(q.ids))] * (1 + len(q.aims))], len(q.hard)
    total, cost, units, held = 0, [(0, 0)][:0], defaultdict[str, list[tuple[int, int]]](list), Counter(u for i, u in zip(q.ids, q.unit) if i in q.must)
    for p, rows in enumerate(q.groups[: fixed + 1]):
        room, alone = q.best[p] if p < fixed else 0, len(rows) == 1
        for r in rows:
            limits[r] = (max(0, q.bands[r][0] - room * alone), q.bands[r][1] + room * alone)
        total += room * max(abs(lam[r]) for r in rows) * (not alone)
    total += sum(v * (hi if v > 0 else lo) for v, (lo, hi) in zip(lam, limits, strict=True))
    for i, u in enumerate(q.unit):
        a = (q.score[i] << q.shift) * scored - lam[0] - lam[first] - sum(v for v, m in zip(lam[1:first] + lam[first + 1 :], q.marks) if m[i])
        units[u] += [] if q.ids[i] in q.must else [(-a, i)]
        total += a * (q.ids[i] in q.must)
    for u, own in ((u, sorted(members)) for u, members in units.items()):
        lo, hi = max(0, bounds(q, u)[0] - held[u]), bounds(q, u)[1] - held[u]
        take = max(lo, min(hi, sum(a < 0 for a, _ in own)))
        total -= sum(a for a, _ in own[:take])
        last, after = -own[take - 1][0] if take else 0, -own[take][0] if take < len(own) else 0
        cost += [(-a - (after if take == lo else max(0, after)), i) for a, i in own[:take] if take > lo or take < len(own)]
        cost += [(a + (last if take == hi else min(0, last) if take == lo else 0), i) for a, i in own[take:] if hi > 0]
    return total, cost
def check(cert: dict[str, typing.Any], data: bytes, ruled: bytes) -> str:
    need(cert.pop("seal") == sha(json.dumps(cert, sort_keys=True)), "the seal is broken")
    q, on = read(cert, data, ruled), [i - 1 for i in itertools.accumulate(cert["chosen"])]
    q.score = [v // grain for grain in [math.gcd(*q.score) or 1] for v in q.score]
    need(all(s > 0 for s in cert["chosen"]) and on[-1:] < [len(q.ids)], "the list is out of order")
    need(sha("\n".join(q.ids[i] for i in on)) == cert["chosen_sha256"] and q.must <= {q.ids[i] for i in on}, "another list, or a decision is broken")
    n, per, first, ranks = len(on), Counter(q.unit[i] for i in on), 1 + len(q.cats), [t.get("priority", i) for i, t in enumerate(q.aims, 1)]
    q.hard = [(0, q.k), *((c.get("at_least", 0), min(q.k, c.get("at_most", q.k))) for c in q.cats)]
    count = [sum(m[i] for i in on) for m in [[1] * len(q.ids), *q.marks[: first - 1], [1] * len(q.ids), *q.marks[first - 1 :]]]
    kept = [*zip(q.hard, count), *((bounds(q, u), per[u]) for u in {*q.unit, *q.by}), ((q.k * bool(q.exact), q.k), n)]
    need(all(lo <= c <= hi for (lo, hi), c in kept), "a bound is broken")
    q.groups = [[first], *([first + 1 + i for i, r in enumerate(ranks) if r == rank] for rank in sorted(set(ranks)))]
    q.bands = {first: (q.k, q.k), **{first + 1 + i: band(t, n) for i, t in enumerate(q.aims)}}
    q.best = [sum(max(0, q.bands[r][0] - count[r], count[r] - q.bands[r][1]) for r in rows) for rows in q.groups]
    need(q.best == [level["miss"] for level in cert["levels"]], "a target's miss is another")
    for p, level in enumerate(cert["levels"]):
        lam = level["multipliers"] or [0] * len(count)
        need(all(abs(lam[r]) <= 1 << q.shift for r in q.groups[p]), "a level's multipliers are out of range")
        need(q.best[p] == 0 or -(lagrangian(q, lam, p, 0)[0] >> q.shift) >= q.best[p], f"level {p} is not proved")
    (value, cost), merit = lagrangian(q, cert["multipliers"], len(q.groups), 1), sum(q.score[i] for i in on)
    need(cert["merit"] == merit and cert["bound"] == value >> q.shift >= merit, "merit or bound is another")
    need(sorted(i for c, i in cost if c <= value - ((merit + 1) << q.shift)) == [i - 1 for i in itertools.accumulate(cert["undecided"])] and cert["proof"] != "gap", "others may stand on the other side")
    return "proved except the core" if value >> q.shift > merit else "proved"
def verdict(cert: bytes, data: bytes, ruled: bytes) -> str:
    try:
        return check(json.loads(cert), data, ruled)
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, csv.Error) as error:
        return f"rejected: {error}"
if __name__ == "__main__":
    print(said := verdict(*(pathlib.Path(name).read_bytes() for name in sys.argv[1:4])))
    sys.exit({"proved": 0, "proved except the core": 1}.get(said, 3))
