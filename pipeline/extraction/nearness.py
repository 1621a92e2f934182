"""The nearest cues of a quantity: of each value of a slot the nearest one on each side.

Cues of a value are kept in order (`relations.Lane`), so that the nearest is found by bisection however long
the text is. Finding only; what the cues say of a quantity is in `surroundings`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.extraction.relations import ON_THE_NOUN, RELATIONS, STRONGEST, Relation
from pipeline.extraction.scopes import Scope

_FAR = 1 << 60
"""Behind the end of any text."""


class Nearness:
    """The nearest cues of quantity `index` of a scope, and how they stand to it."""

    def __init__(self, scope: Scope, index: int) -> None:
        self.scope = scope
        self.start, self.end = scope.quantities[index].start, scope.quantities[index].end
        starts = scope.starts
        self._one_before, self._two_before = (starts[index - n] if index >= n else -1 for n in (1, 2))
        self._one_behind, self._two_behind = (
            starts[index + n] if index + n < len(starts) else _FAR for n in (1, 2)
        )
        # Where the nearest separator of each strength or more stands: for the strongest it is the furthest.
        self._before = [_last(positions, self.start) for positions in reversed(scope.at_least)]
        self._behind = [_first(positions, self.end) for positions in scope.at_least]

    def nearest(self, slot: str) -> list[tuple[str, str, Relation]]:
        """(side, value, relation) of the nearest cue of each value of `slot` on each side, the nearest
        first."""
        found: list[tuple[int, int, str, str, Relation]] = []
        for lane in self.scope.lanes(slot):
            left, right = bisect_right(lane.ends, self.start), bisect_left(lane.starts, self.end)
            if left:
                end = lane.ends[left - 1]
                place = lane.places[bisect_left(lane.ends, end)]
                found.append((self.start - end, place, "L", lane.value, self._left_of(end)))
            if right > left:
                place = next(place for place, cue in lane.cues if cue.end > self.start)
                found.append((0, place, "N", lane.value, ON_THE_NOUN))
            if right < len(lane.starts):
                start = lane.starts[right]
                found.append((start - self.end, lane.cues[right][0], "R", lane.value, self._right_of(start)))
        found.sort(key=_by_distance)
        return [(side, value, relation) for _, _, side, value, relation in found]

    def _left_of(self, end: int) -> Relation:
        between = (self._one_before >= end) + (self._two_before >= end)
        return RELATIONS["L", between, STRONGEST - bisect_left(self._before, end)]

    def _right_of(self, start: int) -> Relation:
        between = (self._one_behind < start) + (self._two_behind < start)
        return RELATIONS["R", between, bisect_left(self._behind, start)]


def _by_distance(found: tuple[int, int, str, str, Relation]) -> tuple[int, int]:
    return found[0], found[1]


def _last(positions: Sequence[int], before: int) -> int:
    index = bisect_left(positions, before)
    return positions[index - 1] if index else -1


def _first(positions: Sequence[int], behind: int) -> int:
    index = bisect_left(positions, behind)
    return positions[index] if index < len(positions) else _FAR
