"""Whose the numbers of a table's row are: the province's, or a part's, with the reason for the analyst.

Reads row labels only; what they count is in `slots`, the reasons are data (`cues/reasons.yaml`).
"""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline.catalogue import Period, find_provinces, provinces
from pipeline.catalogue.spelling import fold
from pipeline.extraction.candidate import Context
from pipeline.extraction.owners import reason_of
from pipeline.extraction.tables.header_words import HeaderWords

_PARTS = ("district", "company", "park", "partner", "region", "nation", "project", "one_grant", "sector")
"""Owners that make a row a part (or another's) when its label names no topic itself: a row "Nhật Bản"."""
_OTHERS = ("nation", "district", "company", "park", "average")
"""Owners that make it so whatever else the label names: "Vốn FDI trong các khu công nghiệp"."""


@lru_cache(maxsize=16384)
def provinces_in(label: str, context: Context) -> frozenset[str]:
    """The provinces that a label names, by id."""
    if not context.period:
        return frozenset()
    day = Period.parse(context.period).last_day
    return frozenset(found.province_id for _, _, found in find_provinces(label, day))


@cache
def _regions() -> tuple[str, ...]:
    return tuple(sorted({fold(province.region) for province in provinces() if province.region}))


def _names_a_region(label: str) -> bool:
    folded = fold(label)
    return any(region in folded for region in _regions())


def part_reason(words: HeaderWords, label: str, context: Context) -> str:
    """Why the row `label` is not the province's own whole; "" when nothing speaks against it."""
    named = provinces_in(label, context)
    if named and context.province_id not in named:
        return reason_of("owner", "other_province")
    if not named and _names_a_region(label):
        return reason_of("owner", "region")
    listed = _OTHERS if words.topic else _PARTS
    owner = next((value for value in words.owners if value in listed), "")
    if owner and not (named and owner == "region"):
        return reason_of("owner", owner) if owner != "average" else reason_of("owner", "subset")
    if words.strange and not words.aspects:
        return reason_of("owner", "subset")
    return ""
