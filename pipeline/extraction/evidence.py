"""The evidence for each way to read a quantity: named features of (quantity, indicator, role).

Features say how the cues of the catalogue stand to the quantity and to what a reading asks for ("the
nearest topic cue to the left agrees, in the same clause"), so that an indicator that is added as data is read
with the weights of all others. They come in parts, each for all readings that share it: a topic, an aspect,
an indicator, a role. How features are named is in `evidence_names`, what other numbers say in `company`. No
weights and no decisions here.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from functools import cache, cached_property

from pipeline.catalogue.cues import FrameEntry, frame_entries
from pipeline.extraction import evidence_names as names
from pipeline.extraction.company import Company
from pipeline.extraction.company_before import Before
from pipeline.extraction.model import Part, names_of
from pipeline.extraction.readings import Reading, entry_of
from pipeline.extraction.relations import Relation
from pipeline.extraction.scopes import Scope
from pipeline.extraction.surroundings import Own, Rivals, Surroundings


class Evidence:
    """The features of the readings of one quantity of a scope.

    What its surroundings say is worked out once, when it is first asked for; what the other numbers say is
    given as `Company`, which changes from one look at the text to the next.
    """

    def __init__(self, scope: Scope, index: int) -> None:
        self.scope, self.index = scope, index
        self.quantity = scope.quantities[index]
        self._standing: dict[str, tuple[str, str]] = {}

    @cached_property
    def around(self) -> Surroundings:
        """What stands around the quantity, however it is read."""
        return Surroundings(self.scope, self.index)

    @cached_property
    def kind(self) -> str:
        """money | count | bare | percent | times."""
        return self.around.kind

    def features(self, reading: Reading, company: Company) -> list[str]:
        """Names of the features that hold for `reading`, in no particular order: all its parts together."""
        if not reading.indicator:
            roles = [f"0{name}" for part in company.of_role() for name in names_of(part)]
            parts = [*company.of_nothing(), self.nothing_after(company.before)]
            said = [name for part in parts for name in names_of(part)]
            return [*(f"0|{name}" for name in self.near), *self.nothing, *roles, *said]
        entry, role = entry_of()[reading.indicator], reading.role
        parts = [
            *self.of_topic_cues(entry.topic),
            *self.of_topic(entry.topic),
            *self.of_aspect(entry),
            *self.of_nouns(entry),
            *self.of_indicator(entry),
            *company.of_indicator(entry, self.kind[0]),
            *self.after(entry, company.before),
            *company.of_reading(reading),
        ]
        by_role = [self.joint(entry), *company.of_role(), *company.of_roles(entry)]
        return [
            *(name for part in parts for name in names_of(part)),
            *(f"{role}{name}" for part in by_role for name in names_of(part)),
            *(f"{role}|{name}" for name in self.near),
        ]

    @cached_property
    def near(self) -> tuple[str, ...]:
        """What is said around the number: for or against every role, and for no figure."""
        return tuple(self.around.features())

    # --- how well an indicator fits

    @cached_property
    def topics(self) -> frozenset[str]:
        """The topics that are named in the text."""
        return frozenset(value for _, value, _ in self.around.nearest("topic"))

    def of_topic_cues(self, topic: str) -> list[Part]:
        """How the topic's cues stand: the same for all topics that are not named."""
        kind = self.kind[0]
        own, other = self.around.sides("topic", (topic,))
        found = _compared(f"{kind}t", own, other)
        if not own:
            found.append((names.none, f"{kind}t", str(bool(other))))
        found += self._in_turn("topic", (topic,))
        found += self._links("topic", own, other)
        return found

    def of_topic(self, topic: str) -> list[Part]:
        """What else speaks for a topic: hints, what the sentence is about, which other topic it names."""
        around = self.around
        found: list[Part] = []
        if topic in ("out", "in"):
            for _, value, relation in around.nearest("hint"):
                if relation.between == 0 and relation.rank <= 2:
                    found.append((names.hint, value == topic, relation.fine))
        own, _ = around.sides("topic", (topic,))
        if not any(relation.rank < 7 for relation in own.values()):
            found.append((names.stranger, topic, self._stranger_to(topic), bool(own)))
        about = around.sentence_topics
        first, last = (about[0], about[-1]) if about else ("", "")
        found.append((names.subjects, topic, first, last, topic in about, len(set(about)) > 1))
        return found

    def of_aspect(self, entry: FrameEntry) -> list[Part]:
        """How the cues stand to an aspect, or to the whole of a topic: the same for all amounts, or counts,
        of an `aspect`, and for all without one of a topic."""
        around, aspect = self.around, entry.aspect
        prefix = self._measure(entry)
        found: list[Part] = []
        if aspect:
            own, other = around.sides("aspect", (aspect,))
            for side in {**own, **other}:
                each = (names.own_aspect, prefix, aspect, side, _fine(own, side), _rival(other, side))
                found.append(each)
            if not own:
                found.append((names.none, f"{prefix}a", ""))
            found += self._links("aspect", own, other)
        siblings = frozenset() if aspect else _aspects_of(entry.topic, entry.money)
        for _, value, relation in around.nearest("aspect"):
            found.append((names.named_aspect, prefix, aspect, value, relation.fine, value in siblings))
        found += self._in_turn("aspect", (aspect,))
        return found

    def of_nouns(self, entry: FrameEntry) -> list[Part]:
        """How the nouns that an indicator counts stand around a number that has none, or one of a row."""
        found = self._in_turn("noun", entry.nouns)
        if self.kind in ("bare", "percent", "times"):
            own, other = self.around.sides("noun", entry.nouns)
            found += _compared(f"{self.kind[0]}n", own, other)
            if not own:
                found.append((names.none_of, f"{self.kind[0]}n", str(entry.money)))
        return found

    def of_indicator(self, entry: FrameEntry) -> list[Part]:
        """What speaks for one indicator beyond its topic, its aspect and its nouns."""
        quantity, kind = self.quantity, self.kind
        place = str(entry.nouns.index(quantity.noun)) if quantity.noun in entry.nouns else "no"
        topic, aspect = self._standing_of(entry)
        noun = "match" if quantity.noun else kind
        found: list[Part] = [
            (names.itself, entry.indicator, kind, quantity.noun, place, self._size),
            (names.standing, topic, aspect, entry.aspect, noun, self._owner_before, self._aspect_said),
        ]
        if aspect == "none":
            found.append((names.none_of, f"{self._measure(entry)}a", entry.indicator))
        return found

    def joint(self, entry: FrameEntry) -> Part:
        """How a role goes with an indicator; the role stands before the names."""
        topic, aspect = self._standing_of(entry)
        return names.joint, entry.indicator, entry.topic, topic, aspect, self._role_said

    def after(self, entry: FrameEntry, before: Before) -> list[Part]:
        """How topic and aspect stand, together with what the number before was read as."""
        if not before.sequence:
            return []
        return [(names.after, *self._standing_of(entry), before.previous(entry))]

    @cached_property
    def _size(self) -> int | None:
        """Delegations come in tens, capital in millions: the order of magnitude, in half decades."""
        if self.kind in ("count", "bare", "money") and self.quantity.value > 0:
            return int(math.log10(self.quantity.value) * 2)
        return None

    def _measure(self, entry: FrameEntry) -> str:
        return f"{self.kind[0]}{'m' if entry.money else 'c'}"

    def _stranger_to(self, topic: str) -> str:
        """The nearest topic that the sentence names, if it is not this one."""
        for _, value, relation in self.around.nearest("topic"):
            if relation.rank < 7 and value != topic:
                return value
        return ""

    def _in_turn(self, slot: str, wanted: Collection[str]) -> list[Part]:
        """The k-th number of a run for the k-th thing named: "đoàn ra và đoàn vào lần lượt là 196 và 341"."""
        place, length = self.around.run
        named = self.around.named_before.get(slot, [])[-length:] if length > 1 else []
        if len(named) < max(length, 2):
            return []
        elsewhere = any(value in wanted for value in named)
        return [(names.in_turn, slot, named[place] in wanted, elsewhere, self.around.marked)]

    def _links(self, slot: str, own: Own, other: Rivals) -> list[Part]:
        """The word that links the number to a cue: "602 triệu của 180 lượt góp vốn"."""
        before, behind = self.around.links
        found: list[Part] = []
        for side, relation in own.items():
            if relation.rank < 7 and side != "N":
                found.append((names.link, slot, "+", relation.fine, behind if side == "R" else before))
        if "R" in other and other["R"][1].rank < 7 and other["R"][1].between < 2:
            found.append((names.link, slot, "-", other["R"][1].fine, behind))
        return found

    def _standing_of(self, entry: FrameEntry) -> tuple[str, str]:
        """Where the nearest cues of the entry's topic and aspect stand, in a few steps."""
        if entry.indicator not in self._standing:
            own, other = self.around.sides("topic", (entry.topic,))
            aspect = "whole"
            if entry.aspect:
                sides, _ = self.around.sides("aspect", (entry.aspect,))
                nearest = min((r.fine[1:] for r in sides.values()), default="")
                aspect = f"{min(int(nearest[0]), 1)}{_step(int(nearest[1]))}" if nearest else "none"
            self._standing[entry.indicator] = _standing(own, other), aspect
        return self._standing[entry.indicator]

    @cached_property
    def _owner_before(self) -> str:
        """The nearest owner cue before the number in its sentence."""
        found = (
            f"{value}{relation.coarse}"
            for side, value, relation in self.around.nearest("owner")
            if side == "L" and relation.rank < 7
        )
        return next(found, "")

    @cached_property
    def _aspect_said(self) -> str:
        return self._nearest_said("aspect")

    @cached_property
    def _role_said(self) -> str:
        return self._nearest_said("role")

    def _nearest_said(self, slot: str) -> str:
        for _, value, relation in self.around.nearest(slot):
            if relation.rank < 7:
                return f"{value}{relation.coarse}"
        return ""

    # --- why it may be no figure

    @cached_property
    def nothing(self) -> tuple[str, ...]:
        """Names of the features that speak for no figure, besides `near`."""
        around, noun = self.around, self.quantity.noun
        found = ["0", f"0|kind={self.kind}", f"0|noun={noun}", f"0|form={self.quantity.form}"]
        topics = _topics()
        own, strangers = around.sides("topic", topics)
        found += [f"0|t+{relation.fine}" for relation in own.values()]
        found += [f"0|t-{value}@{relation.coarse}" for value, relation in strangers.values()]
        found += [name for part in _compared("0|x", own, strangers) for name in names_of(part)]
        if not own:
            found += ["0|no topic", f"0|no topic|{bool(strangers)}"]
        asked = _aspects()
        for side, value, relation in around.nearest("aspect"):
            if value not in asked:
                found.append(f"0|{value}@{side}{relation.coarse}")
        if self.quantity.value <= 3 and self.kind in ("count", "bare"):
            found.append("0|small")
        for side, value, relation in around.nearest("owner"):
            if side == "L" and relation.rank < 7 and value not in ("whole", "own_province", "subset"):
                inner = any(
                    r.side == "L" and r.fine[1:] <= relation.fine[1:] and v in topics
                    for _, v, r in around.nearest("topic")
                )
                found.append(f"0|{value}:{'outer' if inner else 'inner'}")
        found += [f"0|{name}" for name in around.subject_features()]
        found += [f"0|name={around.proper_name()}", f"0|run={min(around.run[1], 3)}"]
        nearest = self._any_topic
        found += [
            f"0|T={nearest}&O={self._owner_before}",
            f"0|T={nearest}&k={self.kind}:{noun}",
            f"0|T={nearest}&r={self._role_said}",
        ]
        return tuple(found)

    def nothing_after(self, before: Before) -> Part:
        """What the number before was read as, together with the nearest topic and owner."""
        said = before.previous(None)
        return (
            names.as_they_are,
            f"0|T={self._any_topic}&p={said}",
            f"0|O={self._owner_before}&p={said}",
        )

    @cached_property
    def _any_topic(self) -> str:
        """Where the nearest topic of any indicator stands."""
        own, _ = self.around.sides("topic", _topics())
        return _standing(own, {})[:-1] if own else "none"


@cache
def _topics() -> frozenset[str]:
    """The topics of all indicators."""
    return frozenset(entry.topic for entry in frame_entries())


@cache
def _aspects() -> frozenset[str]:
    """The aspects of all indicators."""
    return frozenset(entry.aspect for entry in frame_entries())


@cache
def _aspects_of(topic: str, money: bool) -> frozenset[str]:
    """The aspects of the indicators of one topic that are amounts, or that are counts."""
    return frozenset(e.aspect for e in frame_entries() if e.topic == topic and e.money == money)


def _compared(name: str, own: Own, other: Rivals) -> list[Part]:
    return [(names.compared, name, side, _fine(own, side), _rival(other, side)) for side in {**own, **other}]


def _fine(own: Own, side: str) -> str:
    return own[side].fine if side in own else ""


def _rival(other: Rivals, side: str) -> str:
    return other[side][1].fine if side in other else ""


def _step(rank: int) -> str:
    """The strongest mark between: a clause, a part of a sentence, a sentence, further."""
    return "a" if rank < 2 else "b" if rank < 6 else "c" if rank < 7 else "d"


def _standing(own: Own, others: Rivals) -> str:
    """Side, numbers between, marks between, and whether it is nearer than any other cue of the slot."""
    if not own:
        return "none"
    nearest = min(own.values(), key=_by_distance)
    rival = min((r.fine[1:] for _, r in others.values()), default="")
    order = "<" if not rival or nearest.fine[1:] <= rival else ">"
    return f"{nearest.side}{min(nearest.between, 1)}{_step(nearest.rank)}{order}"


def _by_distance(relation: Relation) -> tuple[int, int, str]:
    return relation.between, relation.rank, relation.side
