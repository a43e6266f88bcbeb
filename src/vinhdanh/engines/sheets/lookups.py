"""Words of a list looked up in the catalogue, each text once."""

from __future__ import annotations

from functools import lru_cache

from vinhdanh.engines.catalogue import catalogue

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
def labour_group(text: str) -> tuple[str, str, bool] | None:
    """Code and name of the labour group, and whether a person should confirm it; None when it is not known."""
    found = catalogue().labour_group(text)
    return (found.code, found.name, found.ask) if found is not None else None


@lru_cache(maxsize=_MANY)
def movement(text: str) -> str | None:
    """Code of the movement, None when it is not in the catalogue."""
    found = catalogue().movement(text)
    return found.code if found is not None else None


@lru_cache(maxsize=_MANY)
def manages(post: str) -> bool | None:
    """Whether the posts in a text lead or manage, None when the catalogue knows none of them (union posts do not count)."""
    return catalogue().manages(post)
