"""Engine: campaign. The plain-data campaign, its folder format (docs/folder.md) and what is missing or wrong in it.

`load` reads a folder, `dump` writes one, `new` makes an empty one, `check` looks at a campaign as a whole.
"""

from vinhdanh.engines.campaign.check import check
from vinhdanh.engines.campaign.folder import load
from vinhdanh.engines.campaign.store import contents_of, dump, new
from vinhdanh.engines.campaign.text import settings_of
from vinhdanh.engines.campaign.toml_out import decisions_text, settings_text

__all__ = ["check", "contents_of", "decisions_text", "dump", "load", "new", "settings_of", "settings_text"]
