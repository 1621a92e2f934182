"""The evidence for each way to read a quantity: named features of (quantity, indicator, role).

Features say how the cues of the catalogue stand to the quantity and to what a reading asks for ("the
nearest topic cue to the left agrees, in the same clause"), so that an indicator that is added as data is read
with the weights of all others. No weights and no decisions here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.catalogue.cues import FrameEntry, frame_entries
from pipeline.extraction.readings import Decided, Reading, entry_of
from pipeline.extraction.scopes import Relation, Scope
from pipeline.extraction.surroundings import Surroundings

NOTHING = "nothing"
"""What an earlier number was read as when it is no figure, in the names of features."""


class Evidence:
    """The features of the readings of one quantity, given what was decided for those before it."""

    def __init__(self, scope: Scope, index: int, decided: Sequence[Decided]) -> None:
        self.scope, self.index, self.decided = scope, index, decided
        self.quantity = scope.quantities[index]
        self.around = Surroundings(scope, index)
        self.kind = self.around.kind
        self._near = [*self.around.features(), *self._history_features()]
        self._by_indicator: dict[str, list[str]] = {}
        self._by_role: dict[str, list[str]] = {}

    def features(self, reading: Reading) -> list[str]:
        """Names of the features that hold for `reading`, in no particular order."""
        if not reading.indicator:
            return self._nothing_features()
        if reading.indicator not in self._by_indicator:
            self._by_indicator[reading.indicator] = list(
                self._indicator_features(entry_of()[reading.indicator])
            )
        if reading.role not in self._by_role:
            self._by_role[reading.role] = [f"{reading.role}|{name}" for name in self._near]
        return [
            *self._by_indicator[reading.indicator],
            *self._by_role[reading.role],
            *self._joint_features(reading),
        ]

    def _history_features(self) -> Iterator[str]:
        """The role of the number before."""
        previous = self.decided[-1] if self.decided else None
        if previous:
            rank = self.scope.rank_between(previous.quantity.end, self.quantity.start)
            role = previous.reading.role if previous.reading.indicator else NOTHING
            yield f"prev={role}/{rank}"
            yield f"prev={role}/{previous.quantity.kind == self.quantity.kind}"
        else:
            yield "prev=start"

    # --- how well an indicator fits

    def _indicator_features(self, entry: FrameEntry) -> Iterator[str]:
        measure = "m" if entry.money else "c"
        kind = self.kind
        yield f"i={entry.indicator}"
        yield f"i={entry.indicator}|{kind}"
        if self.quantity.noun:
            place = entry.nouns.index(self.quantity.noun) if self.quantity.noun in entry.nouns else "no"
            yield f"noun={place}"
            yield f"noun={place}|{entry.indicator}"
        yield from (f"{kind[0]}{name}" for name in self._topic_features(entry))
        yield from (f"{kind[0]}{measure}{name}" for name in self._aspect_features(entry))
        if kind in ("bare", "percent", "times"):
            yield from (f"{kind[0]}{name}" for name in self._noun_features(entry))
        yield from (f"{kind[0]}{name}" for name in self._sequence_features(entry))
        yield from self._hint_features(entry)
        yield from self._order_features(entry)

    def _hint_features(self, entry: FrameEntry) -> Iterator[str]:
        if entry.topic not in ("out", "in"):
            return
        for _, value, relation in self.around.nearest("hint"):
            if relation.between == 0 and relation.rank <= 2:
                yield f"h{'+' if value == entry.topic else '-'}{relation.fine}"

    def _order_features(self, entry: FrameEntry) -> Iterator[str]:
        """The k-th number of a run for the k-th thing named: "đoàn ra và đoàn vào lần lượt là 196 và 341"."""
        place, length = self.around.run
        if length < 2:
            return
        marked = "marked" if self.around.marked else "plain"
        for slot, wanted in (
            ("topic", {entry.topic}),
            ("aspect", {entry.aspect}),
            ("noun", set(entry.nouns)),
        ):
            named = self.around.named_before.get(slot, [])
            if len(named) < length:
                continue
            fits = named[-length:][place] in wanted
            yield f"o:{slot}{'+' if fits else '-'}/{marked}"
            if not fits and wanted & set(named[-length:]):
                yield f"o:{slot}x/{marked}"

    def _topic_features(self, entry: FrameEntry) -> Iterator[str]:
        own, other = self.around.sides("topic", lambda value: value == entry.topic)
        yield from self._compared("t", own, other)
        if not own:
            yield "t:none"
            yield f"t:none|{bool(other)}"

    def _aspect_features(self, entry: FrameEntry) -> Iterator[str]:
        siblings = {e.aspect for e in frame_entries() if e.topic == entry.topic and e.money == entry.money}
        if entry.aspect:
            own, other = self.around.sides("aspect", lambda value: value == entry.aspect)
            other = {side: found for side, found in other.items() if found}
            yield from self._compared("a", own, other)
            yield from (f"{entry.aspect}:{name}" for name in self._compared("a", own, {}))
            if not own:
                yield "a:none"
                yield f"a:none|{entry.indicator}"
        else:
            for side, value, relation in self.around.nearest("aspect"):
                if value in siblings:
                    yield f"whole!{relation.fine}"
                    yield f"whole!{value}|{side}{relation.coarse}"
        for side, value, relation in self.around.nearest("aspect"):
            if relation.rank < 7:
                yield f"{entry.aspect or 'whole'}~{value}@{relation.coarse}{side}"

    def _noun_features(self, entry: FrameEntry) -> Iterator[str]:
        own, other = self.around.sides("noun", lambda value: value in entry.nouns)
        yield from self._compared("n", own, other)
        if not own:
            yield f"n:none|{entry.money}"

    def _compared(
        self, name: str, own: dict[str, Relation], other: dict[str, tuple[str, Relation]]
    ) -> Iterator[str]:
        for side, relation in own.items():
            yield f"{name}+{relation.fine}"
            yield f"{name}+{relation.coarse}"
            rival = other.get(side)
            if rival:
                nearer = (relation.between, relation.rank) < (rival[1].between, rival[1].rank)
                further = (relation.between, relation.rank) > (rival[1].between, rival[1].rank)
                order = "first" if nearer else "second" if further else "even"
                yield f"{name}+{side}:{order}"
        for side, (_, relation) in other.items():
            if side not in own:
                yield f"{name}-{relation.fine}"
            yield f"{name}-{relation.coarse}"

    def _sequence_features(self, entry: FrameEntry) -> Iterator[str]:
        """Ellipsis and enumeration: what the quantities before were read as."""
        for back, earlier in enumerate(reversed(self.decided[-3:]), start=1):
            rank = self.scope.rank_between(earlier.quantity.end, self.quantity.start)
            kinship = self._kinship(entry, earlier.reading)
            yield f"p{back}:{kinship}/{min(rank, 7)}"
            yield f"p{back}:{kinship}/{earlier.quantity.kind == self.quantity.kind}"
        last = next((d for d in reversed(self.decided) if d.reading.indicator), None)
        if last:
            rank = self.scope.rank_between(last.quantity.end, self.quantity.start)
            yield f"last:{self._kinship(entry, last.reading)}/{'near' if rank < 6 else 'far'}"
        if any(d.reading.indicator == entry.indicator for d in self.decided):
            yield "seen"

    def _kinship(self, entry: FrameEntry, reading: Reading) -> str:
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
        if other.topic == entry.topic:
            return "topic"
        return "other"

    # --- how indicator and role go together

    def _joint_features(self, reading: Reading) -> Iterator[str]:
        role = reading.role
        yield f"{role}&{reading.indicator}"
        yield f"{role}&{entry_of()[reading.indicator].topic}"
        earlier = [d for d in self.decided if d.reading.indicator == reading.indicator]
        roles = {d.reading.role for d in earlier}
        yield f"{role}&seen={'+'.join(sorted(roles)) or 'none'}"
        if earlier:
            last = earlier[-1]
            rank = self.scope.rank_between(last.quantity.end, self.quantity.start)
            back = min(self.index - last.index, 3)
            yield f"{role}&after={last.reading.role}/{back}/{'near' if rank < 7 else 'far'}"
            if role == "actual" and last.reading.role == "actual":
                same = last.quantity.kind == "money" and last.quantity.unit != self.quantity.unit
                yield f"again&{'currency' if same else 'same'}/{rank}"
                if last.quantity.value == self.quantity.value:
                    yield "again&value"
        if self.decided:
            previous = self.decided[-1]
            rank = self.scope.rank_between(previous.quantity.end, self.quantity.start)
            kinship = self._kinship(entry_of()[reading.indicator], previous.reading)
            if previous.reading.indicator:
                yield f"{role}&prev={previous.reading.role}/{kinship}/{rank}"

    # --- why it may be no figure

    def _nothing_features(self) -> list[str]:
        found = ["0", f"0|kind={self.kind}", f"0|noun={self.quantity.noun}", f"0|form={self.quantity.form}"]
        found += [f"0|{name}" for name in self._near]
        topics = {entry.topic for entry in frame_entries()}
        strangers = self.around.sides("topic", lambda value: value in topics)[1]
        own = self.around.sides("topic", lambda value: value in topics)[0]
        found += [f"0|t+{relation.fine}" for relation in own.values()]
        found += [f"0|t-{value}@{relation.coarse}" for value, relation in strangers.values()]
        for name in self._compared("0|x", own, strangers):
            found.append(name)
        if not own:
            found.append("0|no topic")
            found.append(f"0|no topic|{bool(strangers)}")
        asked = {entry.aspect for entry in frame_entries()}
        for side, value, relation in self.around.nearest("aspect"):
            if value not in asked:
                found.append(f"0|{value}@{side}{relation.coarse}")
        if self.quantity.value <= 3 and self.kind in ("count", "bare"):
            found.append("0|small")
        for side, value, relation in self.around.nearest("owner"):
            if side == "L" and relation.rank < 7 and value not in ("whole", "own_province", "subset"):
                inner = any(
                    r.side == "L" and (r.between, r.rank) <= (relation.between, relation.rank) and v in topics
                    for _, v, r in self.around.nearest("topic")
                )
                found.append(f"0|{value}:{'outer' if inner else 'inner'}")
        found += [f"0|{name}" for name in self.around.subject_features()]
        found.append(f"0|name={self.around.proper_name()}")
        found.append(f"0|run={min(self.around.run[1], 3)}")
        return found
