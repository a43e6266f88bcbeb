"""Every file of a run, as bytes by name: papers, tables, record, report, dossier. Nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from vinhdanh.engines.papers import KINDS, render_docx, render_pdf
from vinhdanh.engines.papers.template import render_with_template
from vinhdanh.engines.pipeline.cards import CARDS
from vinhdanh.engines.pipeline.dossier import dossier
from vinhdanh.engines.pipeline.record import selection_json
from vinhdanh.engines.sheets import findings_workbook
from vinhdanh.engines.sheets.messages import messages
from vinhdanh.engines.statistics import tables_workbook
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.papers.model import Paper

FINDINGS, SELECTION, REPORT, DOSSIER = "findings.xlsx", "selection.json", "report.html", "dossier.zip"
MESSAGES = "messages"
"""Folder of the messages to copy into Zalo or a mail, one a union."""
TABLES = "tables/bieu-tong-hop.xlsx"
GOES_UP = ("report", "profiles")
"""Kinds of papers that the dossier for the level above holds (R69, R70)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One file to be made.

    Args:
        name: Path in the result folder.
        title: What a person calls it.
        kind: Kind of paper, "" for anything else.
        make: Makes its bytes.
    """

    name: str
    title: str
    kind: str
    make: Callable[[], bytes]


def word(kind: str, paper: Paper, outcome: Outcome) -> bytes:
    """A paper as Word: in the office's own template where the campaign's folder holds one that can be used, else in the built-in look.

    A template that cannot be used is named in the findings; the paper is made all the same.
    """
    template = outcome.campaign.templates.get(f"{kind}.docx")
    if template is None:
        return render_docx(paper)
    try:
        return render_with_template(paper, template, outcome)
    except UserError:
        return render_docx(paper)


def pieces(outcome: Outcome) -> tuple[Piece, ...]:
    """Papers and tables in the order of the office's work; each is made when its turn comes, so that progress can be told."""
    return (*_papers(outcome), *_cards(outcome), _tables(outcome))


def _papers(outcome: Outcome) -> Iterator[Piece]:
    for kind in KINDS.values():
        for number, paper in enumerate(kind.build(outcome), 1):
            again = "" if number == 1 else f" ({number})"
            stem = kind.stem if number == 1 else f"{kind.stem}-{number}"
            yield Piece(f"papers/{stem}.docx", f"{kind.name}{again} (Word)", kind.key, partial(word, kind.key, paper, outcome))
            yield Piece(f"papers/{stem}.pdf", f"{kind.name}{again} (PDF)", kind.key, partial(render_pdf, paper))


def _cards(outcome: Outcome) -> Iterator[Piece]:
    for kind in CARDS.values():
        for number, made in enumerate(kind.build(outcome), 1):
            again = "" if number == 1 else f" ({number})"
            stem = kind.stem if number == 1 else f"{kind.stem}-{number}"
            yield Piece(f"papers/{stem}.docx", f"{kind.name}{again} (Word)", kind.key, made.docx)
            yield Piece(f"papers/{stem}.pdf", f"{kind.name}{again} (PDF)", kind.key, made.pdf)


def _tables(outcome: Outcome) -> Piece:
    return Piece(TABLES, "Biểu tổng hợp (Excel)", "", partial(tables_workbook, outcome.tables))


def records(outcome: Outcome) -> dict[str, bytes]:
    """findings.xlsx, selection.json, and a message for each union that has something to mend."""
    campaign = outcome.campaign
    names = {n.id: n.name for n in outcome.nominees}
    told = messages(outcome.findings, campaign.unions, campaign.settings, names)
    return {
        **{message_name(code): text.encode() for code, text in told.items()},
        FINDINGS: findings_workbook(outcome.findings, outcome.campaign.unions),
        SELECTION: selection_json(outcome),
    }


def message_name(code: str) -> str:
    """Where the message of a union stands in the result folder."""
    return f"{MESSAGES}/{''.join(c if c.isalnum() or c in '-_.' else '-' for c in code)}.txt"


def sealed(outcome: Outcome, made: Mapping[str, bytes], kinds: Mapping[str, str]) -> bytes:
    """The dossier: of the papers that go up, the version that stands (an edited one goes as it was edited).

    Args:
        outcome: Whose dossier it is.
        made: Papers by their name in the result folder.
        kinds: Name -> kind of paper.
    """
    settings = outcome.campaign.settings
    inside = {name.removeprefix("papers/"): data for name, data in made.items() if kinds.get(name) in GOES_UP}
    return dossier(settings.id, settings.name, settings.dossier_items, inside)
