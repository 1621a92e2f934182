"""The evidence for each way to read a quantity: named features of (quantity, indicator, role).

Features say how the cues of the catalogue stand to the quantity and to what a reading asks for ("the
nearest topic cue to the left agrees, in the same clause"), so that an indicator that is added as data is read
with the weights of all others. What other numbers say is in `company`. No weights and no decisions here.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator

from pipeline.catalogue.cues import FrameEntry, frame_entries
from pipeline.extraction.company import Company
from pipeline.extraction.readings import Reading, entry_of
from pipeline.extraction.scopes import Relation, Scope
from pipeline.extraction.surroundings import Surroundings


class Evidence:
    """The features of the readings of one quantity of a scope.

    What its surroundings say is worked out once; what the other numbers say is given as `Company`, which
    changes from one look at the text to the next.
    """

    def __init__(self, scope: Scope, index: int) -> None:
        self.quantity = scope.quantities[index]
        self.around = Surroundings(scope, index)
        self.kind = self.around.kind
        self._near = tuple(self.around.features())
        self._by_indicator: dict[str, list[str]] = {}
        self._by_role: dict[str, list[str]] = {}
        self._of_nothing: list[str] = []
        self._standing: dict[str, tuple[str, str]] = {}

    def features(self, reading: Reading, company: Company) -> list[str]:
        """Names of the features that hold for `reading`, in no particular order."""
        if not reading.indicator:
            self._of_nothing = self._of_nothing or list(self._nothing_features())
            return [*self._of_nothing, *self._nothing_in(company)]
        entry = entry_of()[reading.indicator]
        if reading.indicator not in self._by_indicator:
            self._by_indicator[reading.indicator] = list(self._indicator_features(entry))
        if reading.role not in self._by_role:
            self._by_role[reading.role] = [f"{reading.role}|{name}" for name in self._near]
        return [
            *self._by_indicator[reading.indicator],
            *self._by_role[reading.role],
            *self._joint_features(reading, entry),
            *(f"{self.kind[0]}{name}" for name in company.of_indicator(entry)),
            *self._previous_features(entry, company),
            *(f"{reading.role}|{name}" for name in company.of_role()),
            *company.of_reading(reading),
        ]

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
        yield from self._hint_features(entry)
        yield from self._order_features(entry)
        yield from self._size_features(entry)
        yield from self._link_features(entry)
        yield from self._stranger_features(entry)
        yield from self._standing_features(entry)

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

    def _size_features(self, entry: FrameEntry) -> Iterator[str]:
        """Delegations come in tens, capital in millions: the order of magnitude, in half decades."""
        if self.kind in ("count", "bare", "money") and self.quantity.value > 0:
            yield f"v={int(math.log10(self.quantity.value) * 2)}|{entry.indicator}"

    def _link_features(self, entry: FrameEntry) -> Iterator[str]:
        """The word that links the number to a cue: "602 triệu của 180 lượt góp vốn"."""
        before, behind = self.around.links
        for slot, wanted in (("topic", entry.topic), ("aspect", entry.aspect)):
            if not wanted:
                continue
            own, other = self.around.sides(slot, wanted.__eq__)
            for side, relation in own.items():
                if relation.rank < 7 and side != "N":
                    yield f"l{slot}+{relation.fine}|{behind if side == 'R' else before}"
            if "R" in other and other["R"][1].rank < 7 and other["R"][1].between < 2:
                yield f"l{slot}-{other['R'][1].fine}|{behind}"

    def _stranger_features(self, entry: FrameEntry) -> Iterator[str]:
        """Which other topic the sentence is about when it does not name this one."""
        own, _ = self.around.sides("topic", lambda value: value == entry.topic)
        if not any(relation.rank < 7 for relation in own.values()):
            others = (
                v for _, v, relation in self.around.nearest("topic") if relation.rank < 7 and v != entry.topic
            )
            yield f"str:{entry.topic}|{next(others, '')}|{bool(own)}"
        about = self.around.sentence_topics
        yield f"subj:{'none' if not about else 'own' if about[0] == entry.topic else 'other'}"
        yield f"subjs:{entry.topic in about}|{len(set(about)) > 1}"
        if about and about[-1] != entry.topic:
            yield f"subj:{entry.topic}<{about[-1]}"

    def _standing_features(self, entry: FrameEntry) -> Iterator[str]:
        """How topic and aspect stand, together with each other and with what else decides."""
        topic, aspect = self._standing_of(entry)
        noun = "match" if self.quantity.noun else self.kind
        owner = self._owner_before()
        yield f"T={topic}&A={aspect}"
        yield f"T={topic}&N={noun}"
        yield f"T={topic}&A={aspect}&N={noun}"
        yield f"T={topic}&O={owner}"
        yield f"A={aspect}&O={owner}"
        yield f"A={entry.aspect}&near={self._nearest_said('aspect')}&T={topic[:2]}"

    def _previous_features(self, entry: FrameEntry, company: Company) -> Iterator[str]:
        """How topic and aspect stand, together with what the number before was read as."""
        if company.decided:
            topic, aspect = self._standing_of(entry)
            said = company.previous(entry)
            yield f"T={topic}&p={said}"
            yield f"A={aspect}&p={said}"

    def _standing_of(self, entry: FrameEntry) -> tuple[str, str]:
        """Where the nearest cues of the entry's topic and aspect stand, in a few steps."""
        if entry.indicator not in self._standing:
            own, other = self.around.sides("topic", lambda value: value == entry.topic)
            aspect = "whole"
            if entry.aspect:
                sides, _ = self.around.sides("aspect", lambda value: value == entry.aspect)
                nearest = min(((r.between, r.rank) for r in sides.values()), default=None)
                aspect = f"{min(nearest[0], 1)}{_step(nearest[1])}" if nearest else "none"
            self._standing[entry.indicator] = (
                _standing(own.values(), [r for _, r in other.values()]),
                aspect,
            )
        return self._standing[entry.indicator]

    def _owner_before(self) -> str:
        """The nearest owner cue before the number in its sentence."""
        found = (
            f"{value}{relation.coarse}"
            for side, value, relation in self.around.nearest("owner")
            if side == "L" and relation.rank < 7
        )
        return next(found, "")

    def _nearest_said(self, slot: str) -> str:
        found = (
            f"{value}{relation.coarse}"
            for _, value, relation in self.around.nearest(slot)
            if relation.rank < 7
        )
        return next(found, "")

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

    # --- how indicator and role go together

    def _joint_features(self, reading: Reading, entry: FrameEntry) -> Iterator[str]:
        role = reading.role
        yield f"{role}&{reading.indicator}"
        yield f"{role}&{entry.topic}"
        topic, aspect = self._standing_of(entry)
        yield f"{role}&T={topic}"
        yield f"{role}&A={aspect}"
        yield f"{role}&T={topic[:2]}&r={self._nearest_said('role')}"

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
        found += [
            f"0|T={self._any_topic()}&O={self._owner_before()}",
            f"0|T={self._any_topic()}&k={self.kind}:{self.quantity.noun}",
            f"0|T={self._any_topic()}&r={self._nearest_said('role')}",
        ]
        return found

    def _nothing_in(self, company: Company) -> Iterator[str]:
        yield from (f"0|{name}" for name in company.of_role())
        yield from company.of_nothing()
        said = company.previous(None)
        yield f"0|T={self._any_topic()}&p={said}"
        yield f"0|O={self._owner_before()}&p={said}"

    def _any_topic(self) -> str:
        """Where the nearest topic of any indicator stands."""
        topics = {entry.topic for entry in frame_entries()}
        own, _ = self.around.sides("topic", lambda value: value in topics)
        return _standing(own.values(), ())[:-1] if own else "none"


def _step(rank: int) -> str:
    """The strongest mark between: a clause, a part of a sentence, a sentence, further."""
    return "a" if rank < 2 else "b" if rank < 6 else "c" if rank < 7 else "d"


def _standing(own: Collection[Relation], others: Collection[Relation]) -> str:
    """Side, numbers between, marks between, and whether it is nearer than any other cue of the slot."""
    nearest = min(((r.between, r.rank, r.side) for r in own), default=None)
    if nearest is None:
        return "none"
    rival = min(((r.between, r.rank) for r in others), default=None)
    order = "<" if rival is None or nearest[:2] <= rival else ">"
    return f"{nearest[2]}{min(nearest[0], 1)}{_step(nearest[1])}{order}"
