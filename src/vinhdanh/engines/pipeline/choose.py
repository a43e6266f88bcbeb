"""The three choices, never mixed: who attends, who is commended, who goes up. Each is one selection with its own candidates and bounds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from vinhdanh.engines.appraisal import names_nominee
from vinhdanh.engines.campaign import flags
from vinhdanh.engines.campaign import outcome as made
from vinhdanh.engines.campaign.types import BallotLevel
from vinhdanh.engines.selection import Bounds, Candidate, Category, Rules, Selection, Target, TieBreak, select

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vinhdanh.engines.campaign.types import Campaign, Nominee, Upward
    from vinhdanh.engines.honours import Proposal

ChoiceName = Literal["attend", "commend", "upward"]

_FINE = 10**9
_TIE_LABELS = {
    "union": "số phiếu tại đơn vị",
    "council": "số phiếu tại Hội đồng",
    "hall": "số phiếu tại Hội nghị",
    "initiatives": "số sáng kiến",
    "honours": "số danh hiệu, khen thưởng",
    "woman": "nữ",
    "minority": "dân tộc thiểu số",
    "direct_worker": "lao động trực tiếp",
    "non_manager": "không giữ chức vụ quản lý",
    "young": "tuổi trẻ",
}


@dataclass(frozen=True, slots=True)
class Pool:
    """What every choice draws on: the campaign, its nominees, their points, and why some are not eligible (None: eligible)."""

    campaign: Campaign
    nominees: tuple[Nominee, ...]
    merit: Mapping[str, tuple[made.MeritLine, ...]]
    ineligible: Mapping[str, str | None]
    votes: Mapping[str, Mapping[str, Fraction]]
    seed: str

    def points(self, nominee: str) -> Decimal:
        """Sum of a nominee's lines."""
        return sum((line.points for line in self.merit.get(nominee, ())), Decimal(0))


def _candidate(pool: Pool, nominee: Nominee, groups: Mapping[str, str]) -> Candidate:
    year = flags.reference_year(pool.campaign.settings)
    group = groups.get(nominee.union, "")
    keys = {name: int(flags.flag(nominee, name, year=year) == flags.YES) for name in flags.FLAGS}
    keys |= {
        # shares of votes as integers, fine enough to tell any two shares of a base below 31,622 apart
        **{str(level): int(pool.votes.get(nominee.id, {}).get(level, Fraction(0)) * _FINE) for level in BallotLevel},
        "initiatives": len(nominee.initiatives),
        "honours": sum(bool(a.honour) for a in nominee.achievements),
    }
    return Candidate(
        id=nominee.id,
        unit=nominee.union,
        score=int(pool.points(nominee.id) * 100),
        name=nominee.name,
        attributes={name: flags.attributes(nominee, name, year=year, group=group) for name in flags.ATTRIBUTES},
        keys=keys,
        honorific="đồng chí" if nominee.kind == "person" else "",
    )


def _targets(pool: Pool) -> tuple[Target, ...]:
    return tuple(
        Target(
            id=t.id,
            label=t.label,
            column=t.attribute,
            values=t.values,
            share=Fraction(t.share),
            tolerance=Fraction(t.tolerance),
            direction=t.direction,
            priority=t.priority,
        )
        for t in pool.campaign.settings.targets
    )


def _ties(pool: Pool) -> tuple[TieBreak, ...]:
    return tuple(TieBreak(column=name, label=_TIE_LABELS.get(name, name)) for name in pool.campaign.settings.ties.order)


def overridden(pool: Pool, choice: ChoiceName, action: Literal["include", "exclude"]) -> dict[str, str]:
    """Ids that a human decided about, for this choice, with the reason that was given."""
    decided = [o for o in pool.campaign.overrides if o.action == action and o.choice in {choice, "nominee"}]
    return {n.id: o.reason for o in decided for n in pool.nominees if names_nominee(o, n)}


def _bound_lists(
    pool: Pool, asked: Iterable[Nominee], choice: ChoiceName
) -> tuple[tuple[Nominee, ...], dict[str, str], dict[str, str]]:
    """The candidates, must-includes and must-excludes: findings exclude, a human's decision goes before a finding."""
    include = overridden(pool, choice, "include")
    exclude = overridden(pool, choice, "exclude")
    ids = {n.id for n in asked} | include.keys()
    candidates = tuple(n for n in pool.nominees if n.id in ids)
    by_id = {n.id for n in candidates}
    must_include = {i: reason for i, reason in include.items() if i in by_id and i not in exclude}
    must_exclude = {i: reason for i, reason in exclude.items() if i in by_id}
    for n in candidates:
        reason = pool.ineligible.get(n.id)
        if reason and n.id not in must_include and n.id not in must_exclude:
            must_exclude[n.id] = reason
    return candidates, must_include, must_exclude


def _run(pool: Pool, candidates: Sequence[Nominee], rules: Rules) -> Selection:
    """One selection. More must-includes than places is a contradiction between decisions: the first ones hold, and it is said."""
    groups = {u.code: u.group for u in pool.campaign.unions}
    people = [_candidate(pool, n, groups) for n in candidates]
    surplus = len(rules.must_include) - rules.size
    if surplus <= 0:
        return select(people, rules)
    held = dict(list(rules.must_include.items())[: rules.size])
    note = (
        f"Có {len(rules.must_include)} trường hợp được quyết định giữ lại nhưng chỉ có {rules.size} chỗ; "
        f"{surplus} trường hợp ghi sau trong decisions.toml chưa được giữ."
    )
    chosen = select(people, replace(rules, must_include=held))
    return replace(chosen, status="relaxed", notes=(note, *chosen.notes))


def _nobody(key: str, title: str, places: int) -> made.Choice:
    """A choice in which nobody was in question: nothing to select from is no error."""
    return made.Choice(key=key, title=title, places=places, notes=("Chưa có đề nghị nào để xét.",))


def _choice(pool: Pool, key: str, title: str, chosen: Selection, *, base_label: str, places: int) -> made.Choice:
    placed = tuple(
        made.Placed(
            nominee=p.id,
            standing=made.Standing(p.standing),
            order=p.order,
            points=pool.points(p.id),
            lines=tuple(pool.merit.get(p.id, ())),
            why=p.why,
            reason=None
            if p.reason is None
            else made.Reason(
                kind=made.ReasonKind(p.reason.kind),
                sentence=p.reason.sentence,
                points_low=None if p.reason.low is None else Decimal(p.reason.low) / 100,
                points_high=None if p.reason.high is None else Decimal(p.reason.high) / 100,
            ),
        )
        for p in chosen.placed
    )
    targets = tuple(
        made.TargetResult(
            id=t.id,
            label=t.label,
            wanted=Decimal(t.wanted.numerator) / Decimal(t.wanted.denominator),
            count=t.count,
            base=t.base,
            base_label=base_label,
            direction=t.direction,
            met=t.met,
            shortfall=t.shortfall,
            reachable=t.reachable,
        )
        for t in chosen.targets
    )
    return made.Choice(
        key=key,
        title=title,
        places=places,
        placed=placed,
        targets=targets,
        status=chosen.status,
        notes=(*chosen.notes, *chosen.warnings),
    )


def attend(pool: Pool, guests: int) -> made.Choice:
    """Who attends: exemplars under the cap less the guests who have a place; every list comes from those who asked to attend."""
    settings = pool.campaign.settings
    asked = [n for n in pool.nominees if n.attend]
    places = len(asked) if settings.exemplars is None else settings.exemplars
    if settings.cap_delegates is not None:
        room = max(0, settings.cap_delegates - guests)
        places = room if settings.exemplars is None else min(settings.exemplars, room)
    candidates, include, exclude = _bound_lists(pool, asked, "attend")
    title = "Đại biểu điển hình tiên tiến dự Hội nghị"
    if not candidates:
        return _nobody("attend", title, places)
    able = Counter(n.union for n in candidates if n.id not in exclude)
    units = {
        u.code: Bounds(
            # a floor asks for those who are there: a union that sent nobody able breaks no rule
            min(able[u.code], settings.unit_floor if u.at_least is None else u.at_least),
            settings.unit_cap if u.at_most is None else u.at_most,
        )
        for u in pool.campaign.unions
        if able[u.code]
    }
    rules = Rules(
        size=places,
        targets=_targets(pool),
        unit_default=Bounds(0, settings.unit_cap),
        units=units,
        unit_names={u.code: u.name for u in pool.campaign.unions},
        categories=tuple(Category(c.id, c.label, "category", (c.id,), c.at_least, c.at_most) for c in settings.categories),
        must_include=include,
        must_exclude=exclude,
        reserves=settings.reserves,
        tie_breaks=_ties(pool),
        then=settings.ties.then,
        seed=pool.seed,
    )
    return _choice(pool, "attend", title, _run(pool, candidates, rules), base_label="đại biểu điển hình", places=places)


def commend(pool: Pool, proposal: Proposal) -> made.Choice:
    """Who is proposed for one honour at one deciding authority, under its caps of persons and collectives."""
    commendation = proposal.commendation
    mine = set(proposal.candidates) | proposal.refused.keys()
    asked = [n for n in pool.nominees if n.id in mine]
    key = f"commend:{commendation.honour}:{proposal.number}"
    if not asked:
        return _nobody(key, proposal.title, sum(cap or 0 for cap in (commendation.persons, commendation.collectives)))
    include = {i: reason for i, reason in overridden(pool, "commend", "include").items() if i in mine}
    exclude = {i: reason for i, reason in proposal.refused.items() if i not in include} | overridden(pool, "commend", "exclude")
    caps = {"person": commendation.persons, "collective": commendation.collectives}
    labels = {"person": "cá nhân", "collective": "tập thể"}
    places = sum(sum(n.kind == k for n in asked) if cap is None else cap for k, cap in caps.items())
    rules = Rules(
        size=places,
        unit_names={u.code: u.name for u in pool.campaign.unions},
        categories=tuple(Category(k, labels[k], "kind", (k,), at_most=cap) for k, cap in caps.items() if cap is not None),
        must_include={i: r for i, r in include.items() if i not in exclude},
        must_exclude={i: r for i, r in exclude.items() if i in mine},
        tie_breaks=_ties(pool),
        then=pool.campaign.settings.ties.then,
        seed=pool.seed,
    )
    return _choice(pool, key, proposal.title, _run(pool, asked, rules), base_label="đề nghị", places=places)


def upward(pool: Pool, number: int, congress: Upward) -> made.Choice:
    """Who goes up to one congress: as many as that level allots; none allotted yet gives an empty choice that says so."""
    key, title = f"upward:{number}", f"Đại biểu dự {congress.congress}"
    if congress.seats is None:
        return made.Choice(
            key=key, title=title, places=None, status="not_allotted", notes=("Số lượng đại biểu chưa được phân bổ.",)
        )
    candidates, include, exclude = _bound_lists(pool, [n for n in pool.nominees if n.upward], "upward")
    if not candidates:
        return _nobody(key, title, congress.seats)
    rules = Rules(
        size=congress.seats,
        targets=_targets(pool),
        unit_names={u.code: u.name for u in pool.campaign.unions},
        must_include=include,
        must_exclude=exclude,
        reserves=congress.reserves,
        tie_breaks=_ties(pool),
        then=pool.campaign.settings.ties.then,
        seed=pool.seed,
    )
    return _choice(pool, key, title, _run(pool, candidates, rules), base_label="đại biểu đi dự", places=congress.seats)
