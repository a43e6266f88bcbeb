"""The keys of `engines.vietnamese`, each text once: a list repeats its words thousands of times."""

from __future__ import annotations

from functools import lru_cache

from vinhdanh.engines import vietnamese

_MANY = 65_536

accent_key = lru_cache(maxsize=_MANY)(vietnamese.accent_key)
match_key = lru_cache(maxsize=_MANY)(vietnamese.match_key)
repair = lru_cache(maxsize=_MANY)(vietnamese.repair)
