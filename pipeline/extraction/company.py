"""What the other numbers of a text say about a reading: those before it, those behind it, rows, sums, rates.

Readings of earlier numbers are always known; those of later ones only on a second look at the text. Named
features only, no weights and no decisions here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.catalogue.cues import FrameEntry
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
        self.ties = scope.ties[index]
        self._known = {d.index: d for d in (*decided, *(self.later or ()))}
        self._earlier_twin = self._twin(reversed(decided))
        self._later_twin = self._twin(self.later or ())
        self._of_role: tuple[str, ...] | None = None
        self._of_indicator: dict[str, tuple[str, ...]] = {}

    def previous(self, entry: FrameEntry | None) -> str:
        """What the number before was read as (to `entry`: its kinship), and the strongest mark between."""
        if not self.decided:
            return "start"
        last = self.decided[-1]
        return f"{_figure(last) if entry is None else kinship(entry, last.reading)}{self._rank(last)}"

    def of_role(self) -> tuple[str, ...]:
        """What speaks for a role whatever the indicator."""
        if self._of_role is None:
            self._of_role = tuple(self._role_features())
        return self._of_role

    def of_indicator(self, entry: FrameEntry) -> tuple[str, ...]:
        """Ellipsis, enumeration, sums: what the others were read as, seen from an indicator."""
        if entry.indicator not in self._of_indicator:
            self._of_indicator[entry.indicator] = tuple(self._indicator_features(entry))
        return self._of_indicator[entry.indicator]

    def of_reading(self, reading: Reading) -> Iterator[str]:
        """How a role goes with what the others were read as."""
        role, entry = reading.role, entry_of()[reading.indicator]
        earlier = [d for d in self.decided if d.reading.indicator == reading.indicator]
        roles = {d.reading.role for d in earlier}
        yield f"{role}&seen={'+'.join(sorted(roles)) or 'none'}"
        if earlier:
            yield from self._after_the_same(reading, earlier[-1])
        if self.decided and self.decided[-1].reading.indicator:
            previous = self.decided[-1]
            kin = kinship(entry, previous.reading)
            yield f"{role}&prev={previous.reading.role}/{kin}/{self._rank(previous)}"
        twin, length = self._counterpart()
        if twin and twin.reading.indicator:
            yield f"{role}&row{length}={twin.reading.role}/{kinship(entry, twin.reading)}"
        found = set()
        for place, tie, part, other in self._tied():
            if other.reading.indicator == reading.indicator:
                found.add(f"{role}&tie:{tie}:{place}~{part}={other.reading.role}")
        yield from sorted(found)
        yield from self._parts_and_wholes(reading, entry)
        yield from self._later_of_reading(reading, entry)

    def of_nothing(self) -> Iterator[str]:
        """Whether the others speak for no figure."""
        if self._earlier_twin:
            yield f"0|alike:{self._twin_name(self._earlier_twin, _figure(self._earlier_twin))}"
        twin, length = self._counterpart()
        if twin:
            yield f"0|row{length}:{_figure(twin)}"
        found = set()
        for place, tie, part, other in self._tied():
            found.add(f"0|tie:{tie}:{place}~{part}={_said(other)}")
        yield from sorted(found)
        if self.later is not None:
            yield f"0|n1={_said(self.later[0])}/{self._rank(self.later[0])}" if self.later else "0|n1=end"
            yield f"0|ahead={any(d.reading.indicator for d in self.later)}"
            if self._later_twin:
                yield f"0|alike>:{self._twin_name(self._later_twin, _figure(self._later_twin))}"
            twin, length = self._later_counterpart()
            if twin:
                yield f"0|row>{length}:{_figure(twin)}"

    def _role_features(self) -> Iterator[str]:
        previous = self.decided[-1] if self.decided else None
        if previous:
            yield f"prev={_said(previous)}/{self._rank(previous)}"
            yield f"prev={_said(previous)}/{previous.quantity.kind == self.quantity.kind}"
        else:
            yield "prev=start"
        found = set()
        for place, tie in self.ties:
            result = tie.members[0][1]
            where = "own" if result == self.index else "after" if result > self.index else "before"
            found |= {f"tie={tie.kind}:{place}/{tie.weight}", f"tie={tie.kind}:{place}/{where}"}
        yield from sorted(found)

    def _indicator_features(self, entry: FrameEntry) -> Iterator[str]:
        for back, earlier in enumerate(reversed(self.decided[-_SEQUENCE:]), start=1):
            kin = kinship(entry, earlier.reading)
            yield f"p{back}:{kin}/{self._rank(earlier)}"
            yield f"p{back}:{kin}/{earlier.quantity.kind == self.quantity.kind}"
        last = next((d for d in reversed(self.decided) if d.reading.indicator), None)
        if last:
            yield f"last:{kinship(entry, last.reading)}/{self._reach(last)}"
        if any(d.reading.indicator == entry.indicator for d in self.decided):
            yield "seen"
        if self._earlier_twin:
            yield f"alike:{self._twin_name(self._earlier_twin, kinship(entry, self._earlier_twin.reading))}"
        twin, length = self._counterpart()
        if twin:
            kin = kinship(entry, twin.reading)
            yield f"row{length}:{kin}"
            yield f"row:{kin}/{min(self.index - twin.index, 4)}"
        found = set()
        for place, tie, part, other in self._tied():
            kin = kinship(entry, other.reading)
            found.add(f"tie:{tie}:{place}~{part}:{kin}")
        yield from sorted(found)
        yield from self._later_of_indicator(entry)

    # --- earlier numbers

    def _after_the_same(self, reading: Reading, last: Decided) -> Iterator[str]:
        role, quantity = reading.role, self.quantity
        back = min(self.index - last.index, 3)
        yield f"{role}&after={last.reading.role}/{back}/{self._reach(last)}"
        if role == "actual" and last.reading.role == "actual":
            other_currency = last.quantity.kind == "money" and last.quantity.unit != quantity.unit
            yield f"again&{'currency' if other_currency else 'same'}/{self._rank(last)}"
            if last.quantity.value == quantity.value:
                yield "again&value"
        if last.quantity.value > 0 and last.quantity.kind == quantity.kind and quantity.kind != "percent":
            ratio = abs(quantity.value) / last.quantity.value
            size = "=1" if ratio == 1 else next((name for limit, name in _SIZES if ratio < limit), ">2")
            yield f"{role}&ratio{size}/{last.reading.role}"

    def _parts_and_wholes(self, reading: Reading, entry: FrameEntry) -> Iterator[str]:
        """A part is not larger than its whole."""
        if self.quantity.kind not in ("money", "count"):
            return
        same = [
            d
            for d in self.decided
            if d.reading.indicator
            and d.reading.role == reading.role
            and d.quantity.kind == self.quantity.kind
        ]
        wholes = [d for d in same if d.reading.indicator == entry.inside]
        if wholes:
            yield f"part fits={wholes[-1].quantity.value >= self.quantity.value}"
        parts = [d for d in same if entry_of()[d.reading.indicator].inside == reading.indicator]
        if parts:
            yield f"whole fits={parts[-1].quantity.value <= self.quantity.value}"

    # --- later numbers, on the second look

    def _later_of_indicator(self, entry: FrameEntry) -> Iterator[str]:
        if self.later is None:
            return
        for step, later in enumerate(self.later[:2], start=1):
            kin = kinship(entry, later.reading)
            yield f"n{step}:{kin}/{self._rank(later)}"
            yield f"n{step}:{kin}/{later.quantity.kind == self.quantity.kind}"
        following = next((d for d in self.later if d.reading.indicator), None)
        if following:
            yield f"next:{kinship(entry, following.reading)}/{self._reach(following)}"
        yield f"ahead={any(d.reading.indicator == entry.indicator for d in self.later)}"
        if self._later_twin:
            yield f"alike>:{self._twin_name(self._later_twin, kinship(entry, self._later_twin.reading))}"
        twin, length = self._later_counterpart()
        if twin:
            yield f"row>{length}:{kinship(entry, twin.reading)}"

    def _later_of_reading(self, reading: Reading, entry: FrameEntry) -> Iterator[str]:
        if self.later is None:
            return
        role = reading.role
        same = [d for d in self.later if d.reading.indicator == reading.indicator]
        yield f"{role}&later={'+'.join(sorted({d.reading.role for d in same})) or 'none'}"
        if same:
            step = min(same[0].index - self.index, 3)
            yield f"{role}&before={same[0].reading.role}/{step}/{self._reach(same[0])}"
        if self.later and self.later[0].reading.indicator:
            following = self.later[0]
            kin = kinship(entry, following.reading)
            yield f"{role}&n1={following.reading.role}/{kin}/{self._rank(following)}"
        twin, length = self._later_counterpart()
        if twin and twin.reading.indicator:
            yield f"{role}&row>{length}={twin.reading.role}/{kinship(entry, twin.reading)}"

    # --- finding the others

    def _rank(self, other: Decided) -> int:
        one, two = sorted((other.quantity, self.quantity), key=lambda q: q.start)
        return self.scope.rank_between(one.end, two.start)

    def _reach(self, other: Decided) -> str:
        return "near" if self._rank(other) < 7 else "far"

    def _twin(self, others: Iterator[Decided] | Sequence[Decided]) -> Decided | None:
        """The nearest of the same kind and noun."""
        sign = (self.quantity.kind, self.quantity.noun)
        return next((d for d in others if (d.quantity.kind, d.quantity.noun) == sign), None)

    def _twin_name(self, twin: Decided, what: str) -> str:
        return f"{what}/{self._rank(twin)}/{min(abs(self.index - twin.index), 3)}"

    def _counterpart(self) -> tuple[Decided | None, int]:
        found = self.scope.counterparts[self.index]
        return (self.decided[found[0]], found[1]) if found else (None, 0)

    def _later_counterpart(self) -> tuple[Decided | None, int]:
        for later in self.later or ():
            found = self.scope.counterparts[later.index]
            if found and found[0] == self.index:
                return later, found[1]
        return None, 0

    def _tied(self) -> Iterator[tuple[str, str, str, Decided]]:
        """(own part, tie, the other's part, the other) of all ties with numbers that have been read."""
        for place, tie in self.ties:
            for part, index in tie.members:
                if index != self.index and index in self._known:
                    yield place, tie.kind, part, self._known[index]
                    yield place, f"{tie.kind}!{tie.weight}", part, self._known[index]


def kinship(entry: FrameEntry, reading: Reading) -> str:
    """What an indicator is to the one that another number was read as."""
    if not reading.indicator:
        return NOTHING
    other = entry_of()[reading.indicator]
    if other.indicator == entry.indicator:
        return "same"
    if other.indicator in entry.companion:
        return "companion"
    if entry.inside == other.indicator:
        return "part"
    if other.inside == entry.indicator:
        return "whole"
    return "topic" if other.topic == entry.topic else "other"


def _said(other: Decided) -> str:
    return other.reading.role if other.reading.indicator else NOTHING


def _figure(other: Decided) -> str:
    return "figure" if other.reading.indicator else NOTHING
