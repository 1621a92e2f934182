"""What the numbers behind one say about its readings, on the second look at a text.

Named features only (`company_names`), no weights and no decisions here.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.catalogue.cues import FrameEntry
from pipeline.extraction import company_names as names
from pipeline.extraction.kinship import figure, figures, kins, kinship, said
from pipeline.extraction.model import Part
from pipeline.extraction.readings import Decided
from pipeline.extraction.scopes import Scope


class Behind:
    """What a first look made of the quantities behind number `index`: `later`, all of them in order."""

    def __init__(self, scope: Scope, index: int, later: Sequence[Decided]) -> None:
        self.scope, self.index = scope, index
        self.quantity = scope.quantities[index]
        self._next = later[:2]
        self._figures = figures(later)
        self._following = next((d for d in later if d.reading.indicator), None)
        kind, noun = self.quantity.kind, self.quantity.noun
        self._twin = next((d for d in later if d.quantity.kind == kind and d.quantity.noun == noun), None)
        repeating = scope.followers.get(index)
        self._row: Decided | None = later[repeating[0] - index - 1] if repeating else None
        self._row_length = repeating[1] if repeating else 0
        self._kins = kins((*self._next, self._following, self._twin, self._row))

    def sign(self, entry: FrameEntry) -> tuple[str, ...]:
        """The same is said of all indicators with the same sign."""
        own = entry.indicator if entry.indicator in self._figures else ""
        return (own, *[kin[entry.indicator] for kin in self._kins])

    def of_indicator(self, entry: FrameEntry, kind: str) -> list[Part]:
        """What the others were read as, seen from an indicator; `kind` is the initial of the quantity's."""
        found: list[Part] = [(names.ahead, kind, entry.indicator in self._figures)]
        for step, other in enumerate(self._next, start=1):
            alike = other.quantity.kind == self.quantity.kind
            found.append((names.neighbour, kind, f"n{step}", kinship(entry, other), self._rank(other), alike))
        following, twin, row = self._following, self._twin, self._row
        if following:
            reach = self._reach(following)
            found.append((names.nearest_figure, kind, "next", kinship(entry, following), reach))
        if twin:
            distance = min(twin.index - self.index, 3)
            found.append((names.twin, kind, "alike>", kinship(entry, twin), self._rank(twin), distance))
        if row:
            found.append((names.row_behind, kind, self._row_length, kinship(entry, row)))
        return found

    def of_roles(self, entry: FrameEntry) -> list[Part]:
        """How a role of an indicator goes with what the others were read as; the role stands before."""
        same = self._figures.get(entry.indicator)
        if same:
            first = same[0]
            roles = "+".join(sorted({d.reading.role for d in same}))
            step = min(first.index - self.index, 3)
            before = (names.same_indicator, "before", first.reading.role, step, self._reach(first))
            found: list[Part] = [(names.roles_behind, roles), before]
        else:
            found = [(names.roles_behind, "none")]
        beside, row = self._next[0] if self._next else None, self._row
        if beside and beside.reading.indicator:
            kin = kinship(entry, beside)
            found.append((names.beside, "n1", beside.reading.role, kin, self._rank(beside)))
        if row and row.reading.indicator:
            place = f"row>{self._row_length}"
            found.append((names.row_role, place, row.reading.role, kinship(entry, row)))
        return found

    def of_nothing(self) -> list[Part]:
        """Whether the others speak for no figure."""
        next_one = f"{said(self._next[0])}/{self._rank(self._next[0])}" if self._next else "end"
        found: list[Part] = [(names.no_figure_ahead, next_one, self._following is not None)]
        twin, row = self._twin, self._row
        if twin:
            distance = min(twin.index - self.index, 3)
            found.append((names.no_twin, "alike>", figure(twin), self._rank(twin), distance))
        if row:
            found.append((names.no_row, "row>", self._row_length, figure(row)))
        return found

    def _rank(self, other: Decided) -> int:
        return self.scope.rank_of(self.index, other.index)

    def _reach(self, other: Decided) -> str:
        return "near" if self._rank(other) < 7 else "far"
