"""What the numbers before one say about its readings: ellipsis, enumeration, rows, parts and wholes.

Named features only (`company_names`), no weights and no decisions here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from pipeline.catalogue.cues import FrameEntry
from pipeline.extraction import company_names as names
from pipeline.extraction.kinship import figure, figures, kins, kinship, parts_of, said
from pipeline.extraction.model import Part
from pipeline.extraction.readings import Decided, Reading, entry_of
from pipeline.extraction.scopes import Scope

_SEQUENCE = 3
"""So many earlier numbers are looked at one by one."""
_SIZES = ((0.1, "<.1"), (0.5, "<.5"), (0.9, "<.9"), (1, "<1"), (1.1, "<1.1"), (2, "<2"))


class Before:
    """The readings `decided` of the quantities before number `index`, all of them."""

    def __init__(self, scope: Scope, index: int, decided: Sequence[Decided]) -> None:
        self.scope, self.index = scope, index
        self.quantity = scope.quantities[index]
        self.sequence = tuple(reversed(decided[-_SEQUENCE:]))
        self._previous = self.sequence[0] if self.sequence else None
        self._figures = figures(decided)
        self._last = next((d for d in reversed(decided) if d.reading.indicator), None)
        kind, noun = self.quantity.kind, self.quantity.noun
        self._twin = next(
            (d for d in reversed(decided) if d.quantity.kind == kind and d.quantity.noun == noun), None
        )
        repeated = scope.counterparts[index]
        self._row: Decided | None = decided[repeated[0]] if repeated else None
        self._row_length = repeated[1] if repeated else 0
        self._kins = kins((*self.sequence, self._last, self._twin, self._row))

    def sign(self, entry: FrameEntry) -> tuple[str, ...]:
        """The same is said of all indicators with the same sign."""
        own = entry.indicator if entry.indicator in self.met else ""
        return (own, *[kin[entry.indicator] for kin in self._kins])

    @cached_property
    def met(self) -> set[str]:
        """The indicators that were read before, their wholes and their parts: each is looked at by itself."""
        met = set(self._figures)
        for indicator in self._figures:
            met.add(entry_of()[indicator].inside)
            met |= parts_of(indicator)
        return met

    def previous(self, entry: FrameEntry | None) -> str:
        """What the number before was read as (to `entry`: its kinship), and the strongest mark between."""
        last = self._previous
        if last is None:
            return "start"
        return f"{figure(last) if entry is None else kinship(entry, last)}{self._rank(last)}"

    def of_role(self) -> list[Part]:
        """What speaks for a role whatever the indicator, and for or against any figure."""
        last = self._previous
        if last is None:
            return [(names.as_role, "prev=start")]
        return [(names.previous, said(last), self._rank(last), last.quantity.kind == self.quantity.kind)]

    def of_indicator(self, entry: FrameEntry, kind: str) -> list[Part]:
        """What the others were read as, seen from an indicator; `kind` is the initial of the quantity's."""
        found: list[Part] = []
        for back, other in enumerate(self.sequence, start=1):
            alike = other.quantity.kind == self.quantity.kind
            found.append((names.neighbour, kind, f"p{back}", kinship(entry, other), self._rank(other), alike))
        last, twin, row = self._last, self._twin, self._row
        if last:
            found.append((names.nearest_figure, kind, "last", kinship(entry, last), self._reach(last)))
        if entry.indicator in self._figures:
            found.append((names.seen, kind))
        if twin:
            distance = min(self.index - twin.index, 3)
            found.append((names.twin, kind, "alike", kinship(entry, twin), self._rank(twin), distance))
        if row:
            distance = min(self.index - row.index, 4)
            found.append((names.row, kind, self._row_length, kinship(entry, row), distance))
        return found

    def of_roles(self, entry: FrameEntry) -> list[Part]:
        """How a role of an indicator goes with what the others were read as; the role stands before."""
        earlier = self._figures.get(entry.indicator)
        if earlier:
            last = earlier[-1]
            roles = "+".join(sorted({d.reading.role for d in earlier}))
            back = min(self.index - last.index, 3)
            after = (names.same_indicator, "after", last.reading.role, back, self._reach(last))
            found: list[Part] = [(names.roles_before, roles), after, *self._ratio(last)]
        else:
            found = [(names.roles_before, "none")]
        previous, row = self._previous, self._row
        if previous and previous.reading.indicator:
            kin = kinship(entry, previous)
            found.append((names.beside, "prev", previous.reading.role, kin, self._rank(previous)))
        if row and row.reading.indicator:
            place = f"row{self._row_length}"
            found.append((names.row_role, place, row.reading.role, kinship(entry, row)))
        return found

    def of_reading(self, reading: Reading) -> Iterator[Part]:
        """What is said of one role alone: that it is said again, that a part is not larger than its whole.

        Only of indicators that were `met`.
        """
        if reading.indicator not in self.met:
            return
        quantity = self.quantity
        last = self._figures.get(reading.indicator, [None])[-1]
        if last and reading.role == "actual" and last.reading.role == "actual":
            currency = last.quantity.kind == "money" and last.quantity.unit != quantity.unit
            yield names.again, currency, self._rank(last), last.quantity.value == quantity.value
        if quantity.kind not in ("money", "count"):
            return
        whole = self._last_in_role((entry_of()[reading.indicator].inside,), reading)
        if whole:
            yield names.part_fits, "part", whole.quantity.value >= quantity.value
        part = self._last_in_role(parts_of(reading.indicator), reading)
        if part:
            yield names.part_fits, "whole", part.quantity.value <= quantity.value

    def of_nothing(self) -> list[Part]:
        """Whether the others speak for no figure."""
        found: list[Part] = []
        twin, row = self._twin, self._row
        if twin:
            distance = min(self.index - twin.index, 3)
            found.append((names.no_twin, "alike", figure(twin), self._rank(twin), distance))
        if row:
            found.append((names.no_row, "row", self._row_length, figure(row)))
        return found

    def _ratio(self, last: Decided) -> list[Part]:
        quantity = self.quantity
        if last.quantity.value <= 0 or last.quantity.kind != quantity.kind or quantity.kind == "percent":
            return []
        ratio = abs(quantity.value) / last.quantity.value
        size = "=1" if ratio == 1 else next((name for limit, name in _SIZES if ratio < limit), ">2")
        return [(names.ratio, size, last.reading.role)]

    def _last_in_role(self, indicators: tuple[str, ...] | frozenset[str], reading: Reading) -> Decided | None:
        """The last of `indicators` in the role of `reading` that is of the quantity's kind."""
        fits = [
            d
            for indicator in indicators
            for d in self._figures.get(indicator, ())
            if d.reading.role == reading.role and d.quantity.kind == self.quantity.kind
        ]
        return max(fits, key=lambda d: d.index, default=None)

    def _rank(self, other: Decided) -> int:
        return self.scope.rank_of(other.index, self.index)

    def _reach(self, other: Decided) -> str:
        return "near" if self._rank(other) < 7 else "far"
