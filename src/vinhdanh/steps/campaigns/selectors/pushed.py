"""What the campaign above pushes down, how one below stands to it, and which of those below follow. Only what a version says goes down, no draft."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from vinhdanh.engines.campaign import settings_of
from vinhdanh.engines.campaign.schedule import last_day
from vinhdanh.engines.vietnamese import short_date
from vinhdanh.platform.accounts.reader import BELOW
from vinhdanh.platform.design.language import in_vietnamese
from vinhdanh.platform.organisations.models import Union
from vinhdanh.platform.organisations.models.unions import successor
from vinhdanh.steps.campaigns.keeping import KEPT, Verdict, own_words, verdict
from vinhdanh.steps.campaigns.models import Answer, Campaign, Guidance, Task, Unit, Version
from vinhdanh.steps.campaigns.pushing import Item, Marks, Rule, changes, said, seats_item
from vinhdanh.steps.campaigns.selectors.campaigns import OUT, campaigns, content
from vinhdanh.steps.campaigns.selectors.units import units

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from vinhdanh.engines.campaign.types import Settings
    from vinhdanh.platform.accounts.reader import Reader


class State(StrEnum):
    """How a campaign below follows."""

    NONE = "none"
    FOLLOWS = "follows"
    LAGS = "lags"
    DEVIATES = "deviates"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was pushed down, beside what the campaign below says and has answered."""

    item: Item
    own: str
    verdict: Verdict
    answer: Answer | None
    """The last one, None while there is none."""

    @property
    def settled(self) -> bool:
        """Whether the last answer is to just this."""
        return self.answer is not None and Item.of(self.answer.item).says_as(self.item)

    @property
    def before(self) -> str:
        """What was asked for when it was answered, where that was something else."""
        return "" if self.answer is None or self.settled else Item.of(self.answer.item).text

    @property
    def kept(self) -> bool:
        """Whether the campaign below keeps it, whatever it has answered."""
        return self.verdict in KEPT


@dataclass(frozen=True, slots=True)
class Following:
    """A campaign and what the one above has pushed down to it."""

    parent: Campaign
    version: Version
    lines: tuple[Line, ...]
    answers: tuple[Answer, ...]
    """Everything that was ever answered, the first first."""

    @property
    def open(self) -> list[Line]:
        """What waits for an answer."""
        return [line for line in self.lines if not line.settled]

    @property
    def refused(self) -> list[Line]:
        """What is not taken over, with its reason."""
        return [line for line in self.lines if line.settled and line.answer is not None and not line.answer.taken]

    @property
    def state(self) -> State:
        """In one word."""
        return State.LAGS if self.open else State.DEVIATES if self.refused else State.FOLLOWS


@dataclass(frozen=True, slots=True)
class Child:
    """A unit of a campaign with its own campaign, if it has one."""

    unit: Unit
    campaign: Campaign | None
    visible: bool
    """Whether the reader may open it: once it is issued, or when it is their own."""
    state: State
    open: int
    refused: tuple[Line, ...]
    tasks: int
    done: int


def marked(campaign: Campaign, settings: Settings) -> list[Item]:
    """What the marks of a campaign would push down if it were issued now; two queries."""
    marks = Marks.of(campaign.pushes)
    days = {row.key: (row.label, short_date(row.day)) for row in campaign.milestones.all()} if marks.milestones else {}
    wanted = library(campaign).filter(pk__in=marks.guidance)
    papers = {row.pk: f"{row.title}{f' ({row.number})' if row.number else ''}" for row in wanted} if marks.guidance else {}
    with in_vietnamese():  # it is told to the units and kept in the version
        return said(settings, marks, days, papers)


def library(campaign: Campaign) -> QuerySet[Guidance]:
    """Documents that a campaign can give to its units: those of its union and for everybody."""
    return Guidance.objects.filter(Q(union=None) | Q(union=campaign.union_id)).select_related("file")


def unpushed(version: Version, items: Iterable[Item]) -> list[str]:
    """What the next issue would push down otherwise than the last version."""
    return changes([Item.of(row) for row in version.pushed], items)


def last_version(campaign: Campaign) -> Version | None:
    """The version that was issued last."""
    return campaign.versions.first()


def told_content(version: Version) -> Settings:
    """What a campaign said when the version was issued."""
    return settings_of(version.content)[0]


def items_for(version: Version, called: Iterable[Unit]) -> list[Item]:
    """What a version pushes down to a union: to all, and the places of its own units together."""
    places = [version.places.get(unit.code, (None, None))[1] for unit in called]
    told = [number for number in places if number is not None]
    items = [Item.of(row) for row in version.pushed]
    with in_vietnamese():
        return [*items, *seats_item(told_content(version).name, sum(told) if told else None)]


def following(campaign: Campaign) -> Following | None:
    """How a campaign stands to the one above; None when it follows none. Three queries."""
    if campaign.parent is None:
        return None
    version = last_version(campaign.parent)
    if version is None:
        return None
    called = list(campaign.parent.units.filter(union=campaign.union_id))
    return _stand(campaign, version, called, list(_answers().filter(campaign=campaign)))


def _stand(campaign: Campaign, version: Version, called: list[Unit], answers: list[Answer]) -> Following:
    settings, last = content(campaign), {answer.key: answer for answer in answers}
    lines = tuple(
        Line(item, own_words(item, settings), verdict(item, settings), last.get(item.key)) for item in items_for(version, called)
    )
    return Following(version.campaign, version, lines, tuple(answers))


def _answers() -> QuerySet[Answer]:
    return Answer.objects.select_related("by__person", "version").defer("version__content", "version__pushed").order_by("id")


def bound(campaign: Campaign) -> list[Item]:
    """What a campaign has taken over and is still asked for: it may be made stricter, not looser."""
    standing = following(campaign)
    lines = standing.lines if standing else ()
    return [Item.of(line.answer.item) for line in lines if line.answer is not None and line.answer.taken]


def has_below(union: Union, reader: Reader) -> bool:
    """Whether a union has unions of its own, and so may hold a campaign of its own."""
    return Union.objects.on(reader.day).filter(parent=union).exists()


def own_campaign(unit: Unit) -> Campaign | None:
    """The campaign that a unit's union has made from this one."""
    return Campaign.objects.filter(parent=unit.campaign_id, union=unit.union_id).order_by("id").first()


def given_unit(reader: Reader, campaign: Campaign, pk: int) -> tuple[Unit, int | None, bool] | None:
    """A unit that the reader sees, the key of its own campaign, and whether it has unions of its own; one query."""
    own = Campaign.objects.filter(parent=OuterRef("campaign"), union=OuterRef("union")).order_by("id").values("pk")[:1]
    below = Union.objects.on(reader.day).filter(parent=OuterRef("union")).order_by()
    unit = units(reader, campaign).annotate(own_pk=Subquery(own), below=Exists(below)).filter(pk=pk).first()
    return (unit, unit.own_pk, unit.below) if unit else None


def unit_tasks(unit: Unit) -> QuerySet[Task]:
    """The tasks that a campaign has given to one of its units."""
    return unit.tasks.select_related("owner", "done_by", "proof").order_by("due", "id")


def given_documents(version: Version) -> list[Guidance]:
    """The documents that a version gives to the units, with their files."""
    keys = [int(row["key"].partition("/")[2]) for row in version.pushed if row["rule"] == Rule.GUIDANCE]
    return list(Guidance.objects.filter(pk__in=keys).select_related("file")) if keys else []


def children(reader: Reader, campaign: Campaign, called: list[Unit]) -> list[Child]:
    """Which of these units have a campaign of their own, and how it follows; four queries, whatever their number."""
    version = last_version(campaign)
    unions = [unit.union_id for unit in called]
    seen = Exists(campaigns(reader).filter(pk=OuterRef("pk")).order_by())
    held: dict[int, Campaign] = {}
    visible: set[int] = set()
    for row in Campaign.objects.filter(parent=campaign, union__in=unions).annotate(seen=seen).order_by("-id"):
        held[row.union_id] = row
        visible |= {row.pk} if row.seen else set()
    answers: dict[int, list[Answer]] = {}
    for answer in _answers().filter(campaign__in=list(held.values())):
        answers.setdefault(answer.campaign_id, []).append(answer)
    counts = {
        row["called"]: row
        for row in Task.objects.filter(called__in=called)
        .order_by()
        .values("called")
        .annotate(all=Count("pk"), done=Count("pk", filter=Q(done_at__isnull=False)))
    }
    rows = []
    for unit in called:
        own = held.get(unit.union_id)
        stand = _stand(own, version, [unit], answers.get(own.pk, [])) if own and version else None
        count = counts.get(unit.pk, {"all": 0, "done": 0})
        rows.append(
            Child(
                unit, own, own is not None and own.pk in visible, stand.state if stand else State.NONE,
                len(stand.open) if stand else 0, tuple(stand.refused) if stand else (), count["all"], count["done"],
            )
        )  # fmt: skip
    return rows


def told_versions(reader: Reader) -> QuerySet[Version]:
    """The last version of each issued campaign that calls upon a union of the reader, and that the reader sees from outside alone; without its content."""
    mine = [held.union_id for held in reader.posts]
    if reader.acting_for is not None:
        mine.append(reader.acting_for.pk)
    called = Exists(Unit.objects.filter(campaign=OuterRef("campaign"), union__in=mine, frozen_at__isnull=False))
    later = Exists(Version.objects.filter(campaign=OuterRef("campaign"), number__gt=OuterRef("number")))
    inside = Q(campaign__union__in=mine)
    for held in reader.posts:
        if held.role in BELOW:
            inside |= Q(campaign__union__path__gte=held.path, campaign__union__path__lt=successor(held.path))
    rows = Version.objects.filter(called, ~later, ~inside, campaign__status__in=OUT)
    return rows.select_related("campaign__union").defer("content", "campaign__content").order_by("campaign")


def as_told(campaign: Campaign) -> Campaign:
    """The campaign as those whom it calls may see it: what the last version says, not what is being changed since. Never saved."""
    version = last_version(campaign) if campaign.status in OUT else None
    if version is not None:
        told = told_content(version)
        campaign.told = version
        campaign.content, campaign.name, campaign.conference_day = version.content, told.name[:500], told.conference.day
        campaign.deadline = last_day(told.reception.deadline) if told.reception.deadline else None
    return campaign
