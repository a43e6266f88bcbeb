"""Words of a list looked up in the catalogue, each text once."""

from __future__ import annotations

from functools import cache, lru_cache

from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.vietnamese import match_key

_MANY = 65_536


@lru_cache(maxsize=_MANY)
def honour(text: str, rule_set: str) -> tuple[str, bool] | None:
    """Code of the honour that the words mean, and whether it is a yearly title.

    Args:
        text: Words without year and decision.
        rule_set: Code of the campaign's rule set; "": all of them are asked, the newest first.
    """
    found = catalogue().match_honour(text, rule_set or None)
    return (found.code, found.kind == "title") if found is not None else None


def held(text: str, rule_set: str) -> tuple[str, bool] | None:
    """As `honour`, for one held already: what the campaign's rule set no longer has may come from an earlier one."""
    return honour(text, rule_set) or (honour(text, "") if rule_set else None)


@lru_cache(maxsize=_MANY)
def ethnic_group(text: str) -> tuple[str, bool] | None:
    """First spelling of the ethnic group, and whether a person should confirm it; None when it is not known."""
    found = catalogue().ethnic_group(text)
    return (found.name, found.ask) if found is not None else None


@lru_cache(maxsize=_MANY)
def labour_group(text: str) -> str | None:
    """Code of the labour group, None when it is not known."""
    found = catalogue().labour_group(text)
    return found.code if found is not None else None


@lru_cache(maxsize=_MANY)
def movement(text: str) -> str | None:
    """Code of the movement, None when it is not in the catalogue."""
    found = catalogue().movement(text)
    return found.code if found is not None else None


@cache
def _posts() -> tuple[tuple[str, bool], ...]:
    """Keys of all posts and whether they lead, the longest first."""
    keys = {match_key(s): p.manager for p in catalogue().posts for s in (p.name, *p.spellings)}
    return tuple(sorted(((k, m) for k, m in keys.items() if k), key=lambda e: (-len(e[0]), e[0])))


@lru_cache(maxsize=_MANY)
def leads(post: str) -> str:
    """The leading or managing post that a text names, "" when the catalogue finds none in it.

    A longer post hides the shorter one in it: "Chủ tịch công đoàn" is a union post, no "Chủ tịch".
    """
    rest = f" {match_key(post)} "
    for key, manager in _posts():
        if f" {key} " in rest:
            if manager:
                return key
            rest = rest.replace(f" {key} ", " | ")
    return ""
