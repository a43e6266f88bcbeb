"""campaign.toml as a text without a folder: what the web application keeps of a campaign."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.toml_in import TomlReader
from vinhdanh.engines.campaign.types import FORMAT, Body, Settings
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import Finding

FILE = "campaign.toml"


def settings_of(text: str) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings that a text of campaign.toml holds, and what in it does not fit.

    Args:
        text: As `settings_text` writes it, or as a person wrote it.

    Raises:
        UserError: It is no TOML, or of a newer format.
    """
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as e:
        raise UserError(f"Nội dung viết sai cách ghi TOML ({e}).", f"This is not valid TOML: {e}.") from e
    version = raw.pop("format", FORMAT)
    if not isinstance(version, int) or not 1 <= version <= FORMAT:
        raise UserError(
            f"Nội dung ghi theo phiên bản {version}, chương trình này đọc được đến phiên bản {FORMAT}.",
            f"The text has format {version}; this program reads up to {FORMAT}.",
        )
    reader = TomlReader(FILE)
    settings = reader.record(Settings, raw)
    return settings or Settings("", "", "", Body("")), tuple(reader.findings)
