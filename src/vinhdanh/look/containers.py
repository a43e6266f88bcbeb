"""Container queries for browsers without them: each block is followed by the same rules asked of the window (Chrome 105, Firefox 110, Safari 16)."""

from __future__ import annotations

import re

BESIDE = 5
"""What on a narrow window stands beside a container, in rem: the edges of the page and of a panel."""
QUERY = re.compile(r"@container \((min|max)-width: ([\d.]+)rem\) \{")
ANY_QUERY = re.compile(r"@container[^{]*\{")


def block_end(css: str, start: int) -> int:
    """The place after the brace that closes the block whose open brace stands right before `start`."""
    depth = 1
    for place in range(start, len(css)):
        depth += {"{": 1, "}": -1}.get(css[place], 0)
        if depth == 0:
            return place + 1
    raise ValueError(css[start : start + 60])


def with_fallbacks(css: str) -> str:
    """The same stylesheet for browsers that do not know `@container`: there the window decides instead of the container.

    Raises:
        ValueError: A query that is not `(min-width: …rem)` or `(max-width: …rem)`, or a block without an end.
    """
    parts: list[str] = []
    place = 0
    while found := ANY_QUERY.search(css, place):
        asked = QUERY.fullmatch(found[0])
        if asked is None:
            raise ValueError(found[0])
        end = block_end(css, found.end())
        window = f"@media ({asked[1]}-width: {float(asked[2]) + BESIDE:g}rem)"
        parts += [css[place:end], f"\n@supports not (container-type: inline-size) {{ {window} {{{css[found.end() : end]} }}"]
        place = end
    return "".join([*parts, css[place:]])
