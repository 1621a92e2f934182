"""A cue of a text, and the ways in which one can stand to a quantity: shapes and their names.

Finding cues is in `scopes`, finding the nearest ones in `nearness`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property


@dataclass(frozen=True)
class Cue:
    """A phrase of the text that fills a slot."""

    slot: str
    value: str
    start: int
    end: int
    name: str = ""
    """The province_id of a province that is named."""


@dataclass(frozen=True)
class Relation:
    """How a cue stands to a quantity."""

    side: str
    """L: before the number; R: behind the noun; N: in or on the noun itself."""
    between: int
    """Quantities between the two, 2 for more."""
    rank: int
    """The strongest separator between the two: 0 none … 7 end of a sentence, 8 end of a line."""

    @cached_property
    def fine(self) -> str:
        """The relation as part of a feature's name."""
        return f"{self.side}{self.between}{self.rank}"

    @cached_property
    def coarse(self) -> str:
        """The same in three steps: clause, sentence, further."""
        return coarse(self.fine)


@cache
def coarse(fine: str) -> str:
    """The coarse name of a relation from its fine one."""
    side, between, rank = fine[0], fine[1], fine[2]
    if side == "N":
        return "N"
    reach = "clause" if rank <= "1" and between == "0" else "sentence" if rank < "7" else "text"
    return side + reach


STRONGEST = 8
"""The rank of the strongest separator."""
RELATIONS = {
    (side, between, rank): Relation(side, between, rank)
    for side in "LRN"
    for between in range(3)
    for rank in range(STRONGEST + 1)
}
"""Every relation there is, made once: their names are asked for again and again."""
ON_THE_NOUN = RELATIONS["N", 0, 0]


@dataclass(frozen=True)
class Lane:
    """The cues of one value of a slot."""

    value: str
    cues: tuple[tuple[int, Cue], ...]
    """(place among the cues of the slot, cue), in order of their starts."""
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    """Sorted by themselves."""
    places: tuple[int, ...]
    """The cue's place among the cues of the slot, for each of `ends`."""


def lanes(cues: Sequence[Cue]) -> tuple[Lane, ...]:
    """The lanes of a slot whose `cues` are sorted by their starts."""
    by_value: dict[str, list[tuple[int, Cue]]] = {}
    for place, cue in enumerate(cues):
        by_value.setdefault(cue.value, []).append((place, cue))
    made = []
    for value, found in by_value.items():
        ends = sorted((cue.end, place) for place, cue in found)
        made.append(
            Lane(
                value=value,
                cues=tuple(found),
                starts=tuple(cue.start for _, cue in found),
                ends=tuple(end for end, _ in ends),
                places=tuple(place for _, place in ends),
            )
        )
    return tuple(made)
