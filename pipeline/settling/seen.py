"""What a comparison of texts sees before it is a finding. A shape only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.settling.readings import Reading


@dataclass(frozen=True)
class Seen:
    """Two things that a text says and that do not go together."""

    quote: str
    """The words that state both, as they stand."""
    says: Mapping[str, str]
    """The placeholders of the rule's message."""
    expected: str
    """What would have been right, Vietnamese."""
    readings: tuple[Reading, ...] = ()
    """The readings that it is about; none when the number is no figure of the catalogue."""
    start: int = 0
    """Where the quote begins in the statement."""
    places: tuple[tuple[str, str, str, str], ...] = ()
    """(what, file hash, place, quote) of each side, where it is not the quote's own place."""
