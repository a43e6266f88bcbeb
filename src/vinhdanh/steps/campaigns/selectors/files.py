"""Which files of the step a reader may open beside those of unions that they see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.steps.campaigns.models import Guidance
from vinhdanh.steps.campaigns.selectors.campaigns import campaigns

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.files.models import StoredFile


def opens(reader: Reader, stored: StoredFile) -> bool:
    """The plan paper and the basis are open to who sees the campaign, guidance to the unions below."""
    seen = campaigns(reader)
    if seen.filter(plan_paper__file=stored).exists() or seen.filter(basis_files__file=stored).exists():
        return True
    paths = {held.path[:end] for held in reader.posts for end in range(4, len(held.path) + 1, 4)}
    return Guidance.objects.filter(file=stored, union__path__in=paths).exists()
