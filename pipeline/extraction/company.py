"""What the other numbers of a text say about a reading: those before it, those behind it, rows, sums, rates.

Readings of earlier numbers are always known; those of later ones only on a second look at the text. Named
features only (`company_names`), no weights and no decisions here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from pipeline.catalogue.cues import FrameEntry
from pipeline.extraction import company_names as names
from pipeline.extraction.model import Part
from pipeline.extraction.readings import Decided, Reading, entry_of
from pipeline.extraction.scopes import Scope

NOTHING = "nothing"
"""What a number was read as when it is no figure, in the names of features."""
_SEQUENCE = 3
"""So many earlier numbers are looked at one by one."""
_SIZES = ((0.1, "<.1"), (0.5, "<.5"), (0.9, "<.9"), (1, "<1"), (1.1, "<1.1"), (2, "<2"))


class Company:
    """The readings around quantity `index`: `decided` before it and, on a second look, `ahead` of all."""

    def __init__(
        self, scope: Scope, index: int, decided: Sequence[Decided], ahead: Sequence[Decided] | None
    ) -> None:
        self.scope, self.index, self.decided = scope, index, decided
        self.quantity = scope.quantities[index]
        self.later = None if ahead is None else ahead[index + 1 :]
        self._before = _figures(decided)
        self._behind = _figures(self.later or ())
        self._last = next((d for d in reversed(decided) if d.reading.indicator), None)
        self._following = next((d for d in self.later or () if d.reading.indicator), None)
        self._earlier_twin = self._twin(reversed(decided))
        self._later_twin = self._twin(self.later or ())
        self._row = self._counterpart()
        self._row_behind = self._later_counterpart()

    def previous(self, entry: FrameEntry | None) -> str:
        """What the number before was read as (to `entry`: its kinship), and the strongest mark between."""
        if not self.decided:
            return "start"
        last = self.decided[-1]
        return f"{_figure(last) if entry is None else kinship(entry, last.reading)}{self._rank(last)}"

    def sign(self, entry: FrameEntry) -> tuple[str, ...]:
        """The company says the same of all indicators with the same sign."""
        own = entry.indicator if entry.indicator in self._met else ""
        return (own, *(_kin_to(other)[entry.indicator] for other in self._neighbours))

    def of_role(self) -> list[Part]:
        """What speaks for a role whatever the indicator, and for or against any figure."""
        previous = self.decided[-1] if self.decided else None
        parts: list[Part] = [(names.as_role, "prev=start")]
        if previous:
            alike = previous.quantity.kind == self.quantity.kind
            parts = [(names.previous, _said(previous), self._rank(previous), alike)]
        ties = self.scope.ties[self.index]
        if ties:
            found = set()
            for place, tie in ties:
                result = tie.members[0][1]
                where = "own" if result == self.index else "after" if result > self.index else "before"
                found |= {f"tie={tie.kind}:{place}/{tie.weight}", f"tie={tie.kind}:{place}/{where}"}
            parts += [(names.as_role, name) for name in sorted(found)]
        return parts

    def of_indicator(self, entry: FrameEntry, kind: str) -> Iterator[Part]:
        """Ellipsis, enumeration, sums: what the others were read as, seen from an indicator.

        `kind` is the initial of the quantity's kind.
        """
        for back, earlier in enumerate(reversed(self.decided[-_SEQUENCE:]), start=1):
            yield self._neighbour(entry, kind, f"p{back}", earlier)
        if self._last:
            kin = kinship(entry, self._last.reading)
            yield names.nearest_figure, kind, "last", kin, self._reach(self._last)
        if entry.indicator in self._before:
            yield names.seen, kind
        if self._earlier_twin:
            yield self._twin_part(kind, "alike", self._earlier_twin, entry)
        twin, length = self._row
        if twin:
            distance = min(self.index - twin.index, 4)
            yield names.row, kind, length, kinship(entry, twin.reading), distance
        if self._tied:
            for tied, kin in sorted({(tied, kinship(entry, other.reading)) for tied, other in self._tied}):
                yield names.tie, kind, tied, kin
        if self.later is not None:
            yield from self._later_of_indicator(entry, kind, self.later)

    def of_roles(self, entry: FrameEntry) -> Iterator[Part]:
        """How a role of an indicator goes with what the others were read as; the role stands before."""
        earlier = self._before.get(entry.indicator)
        roles = sorted({d.reading.role for d in earlier or ()})
        yield names.roles_before, "+".join(roles) or "none"
        if earlier:
            last = earlier[-1]
            back = min(self.index - last.index, 3)
            yield names.same_indicator, "after", last.reading.role, back, self._reach(last)
            yield from self._ratio(last)
        if self.decided and self.decided[-1].reading.indicator:
            yield self._beside(entry, "prev", self.decided[-1])
        twin, length = self._row
        if twin and twin.reading.indicator:
            yield names.row_role, f"row{length}", twin.reading.role, kinship(entry, twin.reading)
        if self._tied and entry.indicator in self._met:
            same = {(t, d.reading.role) for t, d in self._tied if d.reading.indicator == entry.indicator}
            for tied, role in sorted(same):
                yield names.tie_role, tied, role
        if self.later is not None:
            yield from self._later_of_roles(entry, self.later)

    def of_reading(self, reading: Reading) -> Iterator[Part]:
        """What is said of one role alone: that it is said again, that a part is not larger than its whole."""
        if reading.indicator not in self._met:
            return
        entry, quantity = entry_of()[reading.indicator], self.quantity
        last = self._before.get(reading.indicator, [None])[-1]
        if last and reading.role == "actual" and last.reading.role == "actual":
            currency = last.quantity.kind == "money" and last.quantity.unit != quantity.unit
            yield names.again, currency, self._rank(last), last.quantity.value == quantity.value
        if quantity.kind not in ("money", "count"):
            return
        wholes = self._same_role(self._before.get(entry.inside, ()), reading)
        if wholes:
            yield names.part_fits, "part", wholes[-1].quantity.value >= quantity.value
        inside = [
            d
            for indicator, found in self._before.items()
            if entry_of()[indicator].inside == reading.indicator
            for d in self._same_role(found, reading)
        ]
        if inside:
            nearest = max(inside, key=lambda d: d.index)
            yield names.part_fits, "whole", nearest.quantity.value <= quantity.value

    def of_nothing(self) -> list[Part]:
        """Whether the others speak for no figure."""
        found: list[str] = []
        if self._earlier_twin:
            found.append(f"0|alike:{self._twin_name(self._earlier_twin)}")
        twin, length = self._row
        if twin:
            found.append(f"0|row{length}:{_figure(twin)}")
        if self._tied:
            found += sorted({f"0|tie:{tied}={_said(other)}" for tied, other in self._tied})
        if self.later is not None:
            following = f"{_said(self.later[0])}/{self._rank(self.later[0])}" if self.later else "end"
            found += [f"0|n1={following}", f"0|ahead={self._following is not None}"]
            if self._later_twin:
                found.append(f"0|alike>:{self._twin_name(self._later_twin)}")
            twin, length = self._row_behind
            if twin:
                found.append(f"0|row>{length}:{_figure(twin)}")
        return [(names.as_they_are, name) for name in found]

    # --- earlier numbers

    def _ratio(self, last: Decided) -> Iterator[Part]:
        quantity = self.quantity
        if last.quantity.value > 0 and last.quantity.kind == quantity.kind and quantity.kind != "percent":
            ratio = abs(quantity.value) / last.quantity.value
            size = "=1" if ratio == 1 else next((name for limit, name in _SIZES if ratio < limit), ">2")
            yield names.ratio, size, last.reading.role

    def _same_role(self, found: Sequence[Decided], reading: Reading) -> list[Decided]:
        kind = self.quantity.kind
        return [d for d in found if d.reading.role == reading.role and d.quantity.kind == kind]

    # --- later numbers, on the second look

    def _later_of_indicator(self, entry: FrameEntry, kind: str, later: Sequence[Decided]) -> Iterator[Part]:
        for step, other in enumerate(later[:2], start=1):
            yield self._neighbour(entry, kind, f"n{step}", other)
        if self._following:
            kin = kinship(entry, self._following.reading)
            yield names.nearest_figure, kind, "next", kin, self._reach(self._following)
        yield names.ahead, kind, entry.indicator in self._behind
        if self._later_twin:
            yield self._twin_part(kind, "alike>", self._later_twin, entry)
        twin, length = self._row_behind
        if twin:
            yield names.row_behind, kind, length, kinship(entry, twin.reading)

    def _later_of_roles(self, entry: FrameEntry, later: Sequence[Decided]) -> Iterator[Part]:
        same = self._behind.get(entry.indicator)
        yield names.roles_behind, "+".join(sorted({d.reading.role for d in same or ()})) or "none"
        if same:
            step = min(same[0].index - self.index, 3)
            yield names.same_indicator, "before", same[0].reading.role, step, self._reach(same[0])
        if later and later[0].reading.indicator:
            yield self._beside(entry, "n1", later[0])
        twin, length = self._row_behind
        if twin and twin.reading.indicator:
            yield names.row_role, f"row>{length}", twin.reading.role, kinship(entry, twin.reading)

    # --- finding the others

    @cached_property
    def _met(self) -> set[str]:
        """The indicators of other numbers, their wholes and their parts: each is looked at by itself."""
        found = {*self._before, *self._behind}
        inside = {entry_of()[indicator].inside for indicator in self._before}
        parts = {e.indicator for e in entry_of().values() if e.inside in self._before}
        return found | inside | parts

    @cached_property
    def _neighbours(self) -> tuple[str, ...]:
        """The indicators of all numbers that are looked at one by one."""
        others = [*self.decided[-_SEQUENCE:], *(self.later or ())[:2], self._last, self._following]
        others += [self._earlier_twin, self._later_twin, self._row[0], self._row_behind[0]]
        others += [other for _, other in self._tied]
        return tuple({d.reading.indicator: None for d in others if d and d.reading.indicator})

    @cached_property
    def _tied(self) -> list[tuple[str, Decided]]:
        """(tie, own part and the other's, the other) of all ties with numbers that have been read."""
        found = []
        ties = self.scope.ties[self.index]
        known = {d.index: d for d in (*self.decided, *(self.later or ()))} if ties else {}
        for place, tie in ties:
            for part, index in tie.members:
                if index != self.index and index in known:
                    found.append((f"{tie.kind}:{place}~{part}", known[index]))
                    found.append((f"{tie.kind}!{tie.weight}:{place}~{part}", known[index]))
        return found

    def _neighbour(self, entry: FrameEntry, kind: str, place: str, other: Decided) -> Part:
        alike = other.quantity.kind == self.quantity.kind
        return names.neighbour, kind, place, kinship(entry, other.reading), self._rank(other), alike

    def _beside(self, entry: FrameEntry, place: str, other: Decided) -> Part:
        return names.beside, place, other.reading.role, kinship(entry, other.reading), self._rank(other)

    def _rank(self, other: Decided) -> int:
        return self.scope.rank_of(min(other.index, self.index), max(other.index, self.index))

    def _reach(self, other: Decided) -> str:
        return "near" if self._rank(other) < 7 else "far"

    def _twin(self, others: Iterator[Decided] | Sequence[Decided]) -> Decided | None:
        """The nearest of the same kind and noun."""
        kind, noun = self.quantity.kind, self.quantity.noun
        return next((d for d in others if d.quantity.kind == kind and d.quantity.noun == noun), None)

    def _twin_part(self, kind: str, place: str, twin: Decided, entry: FrameEntry) -> Part:
        distance = min(abs(self.index - twin.index), 3)
        return names.twin, kind, place, kinship(entry, twin.reading), self._rank(twin), distance

    def _twin_name(self, twin: Decided) -> str:
        return f"{_figure(twin)}/{self._rank(twin)}/{min(abs(self.index - twin.index), 3)}"

    def _counterpart(self) -> tuple[Decided | None, int]:
        found = self.scope.counterparts[self.index]
        return (self.decided[found[0]], found[1]) if found else (None, 0)

    def _later_counterpart(self) -> tuple[Decided | None, int]:
        found = self.scope.followers.get(self.index) if self.later else None
        return (self.later[found[0] - self.index - 1], found[1]) if found and self.later else (None, 0)


def kinship(entry: FrameEntry, reading: Reading) -> str:
    """What an indicator is to the one that another number was read as."""
    return _kin_to(reading.indicator)[entry.indicator] if reading.indicator else NOTHING


@cache
def _kin_to(indicator: str) -> dict[str, str]:
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


def _figures(decided: Sequence[Decided]) -> dict[str, list[Decided]]:
    """Those that were read as figures, by indicator, in order."""
    found: dict[str, list[Decided]] = {}
    for one in decided:
        if one.reading.indicator:
            found.setdefault(one.reading.indicator, []).append(one)
    return found


def _said(other: Decided) -> str:
    return other.reading.role if other.reading.indicator else NOTHING


def _figure(other: Decided) -> str:
    return "figure" if other.reading.indicator else NOTHING
