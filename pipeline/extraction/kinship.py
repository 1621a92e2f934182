"""What one reading is to another: the same indicator, its companion, a part, a whole, the same topic.

From the catalogue alone (`frames.yaml`); where the readings stand does not matter here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from pipeline.catalogue.cues import FrameEntry
from pipeline.extraction.readings import Decided, entry_of

NOTHING = "nothing"
"""What a number was read as when it is no figure, in the names of features."""


def kinship(entry: FrameEntry, other: Decided) -> str:
    """What an indicator is to the one that another number was read as."""
    indicator = other.reading.indicator
    return kin_to(indicator)[entry.indicator] if indicator else NOTHING


@cache
def kin_to(indicator: str) -> dict[str, str]:
    """The kinship of every indicator to this one."""
    other = entry_of()[indicator]
    return {entry.indicator: _kin(entry, other) for entry in entry_of().values()}


def _kin(entry: FrameEntry, other: FrameEntry) -> str:
    if other.indicator == entry.indicator:
        return "same"
    if other.indicator in entry.companion:
        return "companion"
    if entry.inside == other.indicator:
        return "part"
    if other.inside == entry.indicator:
        return "whole"
    return "topic" if other.topic == entry.topic else "other"


@cache
def parts_of(indicator: str) -> frozenset[str]:
    """The indicators that are a part of this one."""
    return frozenset(entry.indicator for entry in entry_of().values() if entry.inside == indicator)


def kins(others: Iterable[Decided | None]) -> list[dict[str, str]]:
    """The kinship of every indicator to each one that `others` were read as, each once."""
    return [kin_to(name) for name in {d.reading.indicator: 0 for d in others if d} if name]


def figures(decided: Sequence[Decided]) -> dict[str, list[Decided]]:
    """Those that were read as figures, by indicator, in order."""
    found: dict[str, list[Decided]] = {}
    for one in decided:
        indicator = one.reading.indicator
        if indicator:
            if indicator in found:
                found[indicator].append(one)
            else:
                found[indicator] = [one]
    return found


def said(other: Decided) -> str:
    """The role in which a number was read."""
    return other.reading.role if other.reading.indicator else NOTHING


def figure(other: Decided) -> str:
    """Whether a number was read as a figure."""
    return "figure" if other.reading.indicator else NOTHING
