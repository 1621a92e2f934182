"""The evidence for each way to read a quantity: named features of (quantity, indicator, role).

A reading is an indicator with a role, or nothing. Features say how the cues of the catalogue stand to the quantity
and to what this reading asks for ("the nearest topic cue to the left agrees, in the same clause"), so that an
indicator that is added as data is read with the weights of all others. No weights and no decisions here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.catalogue.cues import FrameEntry, frame_entries
from pipeline.extraction.candidate import Role
from pipeline.extraction.quantities import Quantity
from pipeline.extraction.scopes import Cue, Relation, Scope

NOTHING = "nothing"
_NEAR_SLOTS = ("role", "year", "period", "owner")


@dataclass(frozen=True)
class Reading:
    """One way to read a quantity. `indicator` "" is: it is no figure."""

    indicator: str
    role: Role = "actual"


NO_FIGURE = Reading("")


@cache
def entry_of() -> dict[str, FrameEntry]:
    """The frame entries by indicator."""
    return {entry.indicator: entry for entry in frame_entries()}


def readings(quantity: Quantity) -> tuple[Reading, ...]:
    """The readings that a quantity's form and noun allow, "no figure" first."""
    if quantity.kind == "count" and quantity.noun in ("other", "reporter"):
        return (NO_FIGURE,)
    return (
        NO_FIGURE,
        *(Reading(entry.indicator, role) for entry in _entries(quantity) for role in _roles(quantity)),
    )


def _entries(quantity: Quantity) -> Iterator[FrameEntry]:
    for entry in frame_entries():
        if (
            quantity.kind in ("percent", "times")
            or (quantity.kind == "money" and entry.money)
            or (quantity.kind == "count" and not entry.money and quantity.noun in ("", *entry.nouns))
        ):
            yield entry


def _roles(quantity: Quantity) -> tuple[Role, ...]:
    if quantity.kind in ("percent", "times"):
        return ("change_pct",)
    by_form: dict[str, tuple[Role, ...]] = {
        "done": ("actual",),
        "plan": ("planned",),
        "zero": ("actual",),
        "signed": ("change",),
    }
    return by_form.get(quantity.form, ("actual", "planned", "prior_year", "change"))


@dataclass(frozen=True)
class Decided:
    """What was made of an earlier quantity of the same text."""

    index: int
    quantity: Quantity
    reading: Reading


class Evidence:
    """The features of the readings of one quantity, given what was decided for those before it."""

    def __init__(self, scope: Scope, index: int, decided: Sequence[Decided]) -> None:
        self.scope, self.index, self.decided = scope, index, decided
        self.quantity = scope.quantities[index]
        self.relations = {
            slot: [(cue, scope.relation(index, cue)) for cue in cues] for slot, cues in scope.cues.items()
        }
        self.kind = self._kind()
        self.in_parentheses = self._parenthesis()
        self.run, self.named_before, self.marked = self._run()
        self._near = list(self._near_features())
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

    # --- what a quantity looks like, whatever it is read as

    def _kind(self) -> str:
        quantity = self.quantity
        if quantity.kind == "count":
            return "bare" if quantity.noun == "" else "count"
        return quantity.kind

    def _parenthesis(self) -> bool:
        opened = self.scope.folded.rfind("(", 0, self.quantity.start)
        return opened >= 0 and ")" not in self.scope.folded[opened : self.quantity.start]

    def _run(self) -> tuple[tuple[int, int], dict[str, list[str]], bool]:
        """(place, length) in the run of numbers that nothing but marks separates, and what was named before it."""
        quantities, scope = self.scope.quantities, self.scope
        first = last = self.index
        while first and scope.joined(first - 1):
            first -= 1
        while last + 1 < len(quantities) and scope.joined(last):
            last += 1
        start = quantities[first].start
        low, high = scope.sentence_bounds(start, limit=8)
        named: dict[str, list[str]] = {}
        for slot in ("topic", "aspect", "noun"):
            for cue in scope.cues.get(slot, ()):
                if low <= cue.start and cue.end <= start:
                    seen = named.setdefault(slot, [])
                    if cue.value in seen:
                        seen.remove(cue.value)
                    seen.append(cue.value)
        marked = any(
            scope.rank_between(min(c.end, start), max(c.start, start)) < 7
            and c.start < quantities[last].end + 30
            for c in scope.cues.get("order", ())
            if c.start >= low
        )
        return (self.index - first, last - first + 1), named, marked

    def _nearest(self, slot: str) -> Iterator[tuple[str, str, Relation]]:
        """(side, value, relation) of the nearest cue of each value on each side."""
        seen: set[tuple[str, str]] = set()
        ordered = sorted(self.relations.get(slot, ()), key=lambda cr: self._distance(cr[0]))
        for cue, relation in ordered:
            key = (relation.side, cue.value)
            if key not in seen:
                seen.add(key)
                yield relation.side, cue.value, relation

    def _distance(self, cue: Cue) -> int:
        if cue.end <= self.quantity.start:
            return self.quantity.start - cue.end
        return max(0, cue.start - self.quantity.end)

    def _near_features(self) -> Iterator[str]:
        """What decides between roles: role words and years around the number."""
        yield f"kind={self.kind}"
        yield f"form={self.quantity.form or 'plain'}"
        yield f"paren={self.in_parentheses}"
        for slot in _NEAR_SLOTS:
            first: dict[str, tuple[int, str]] = {}
            for side, value, relation in self._nearest(slot):
                fine = slot in ("role", "year") and (relation.side != "R" or relation.rank < 7)
                yield f"{slot}={value}@{relation.fine if fine else relation.coarse}"
                if relation.rank < 7 and side not in first:
                    first[side] = (1, value)
                    yield f"{slot}1{side}={value}@{relation.coarse}"
        if self.in_parentheses:
            opened = self.scope.folded.rfind("(", 0, self.quantity.start)
            for slot in ("role", "year"):
                for cue in self.scope.cues.get(slot, ()):
                    if opened <= cue.start < self.quantity.start:
                        yield f"inparen:{slot}={cue.value}"
                        break
        if self.index + 1 < len(self.scope.quantities):
            following = self.scope.quantities[self.index + 1]
            rank = self.scope.rank_between(self.quantity.end, following.start)
            yield f"next={following.kind}/{rank}"
            yield f"next={following.kind}:{following.noun}/{following.noun == self.quantity.noun}"
        yield from self._words()
        previous = self.decided[-1] if self.decided else None
        if previous:
            rank = self.scope.rank_between(previous.quantity.end, self.quantity.start)
            role = previous.reading.role if previous.reading.indicator else NOTHING
            yield f"prev={role}/{rank}"
            yield f"prev={role}/{previous.quantity.kind == self.quantity.kind}"
        else:
            yield "prev=start"

    def _words(self) -> Iterator[str]:
        """The words right before the number and right behind its noun, up to a mark."""
        folded = self.scope.folded
        before = re.split(r"[.;\n()]", folded[max(0, self.quantity.start - 40) : self.quantity.start])[
            -1
        ].split()
        after = re.split(r"[.;\n()]", folded[self.quantity.end : self.quantity.end + 40])[0].split()
        left = [w.strip(",:") for w in before[-3:]][::-1]
        right = [w.strip(",:") for w in after[:3]]
        for place, word in enumerate(left, start=1):
            yield f"w-{place}={word}"
        if len(left) > 1:
            yield f"w-12={left[1]} {left[0]}"
        for place, word in enumerate(right, start=1):
            yield f"w+{place}={word}"
        if len(right) > 1:
            yield f"w+12={right[0]} {right[1]}"

    def _proper_name(self) -> str:
        """Whether a name of two capitals or more stands in the number's clause, and on which side."""
        text = self.scope.text
        before = re.split(r"[.;:,()\n]", text[max(0, self.quantity.start - 60) : self.quantity.start])[-1]
        after = re.split(r"[.;:,()\n]", text[self.quantity.end : self.quantity.end + 60])[0]
        pattern = r"(?:\b[A-ZĐÀ-Ỹ][\wà-ỹđ-]+\s+){1,}[A-ZĐÀ-Ỹ][\wà-ỹđ-]+"
        return f"{re.search(pattern, before) is not None}/{re.search(pattern, after) is not None}"

    def _subject_features(self) -> list[str]:
        """What the sentence is about before it comes to the number: its first owner, its last topic."""
        low, high = self.scope.sentence_bounds(self.quantity.start)
        before: dict[str, list[str]] = {}
        for slot in ("owner", "topic"):
            before[slot] = [
                c.value for c in self.scope.cues.get(slot, ()) if low <= c.start and c.end <= self.quantity.start
            ]
        owners = [v for v in before["owner"] if v not in ("whole", "subset")]
        found = [f"0|subject={owners[0] if owners else ''}"]
        found += [f"0|before={value}" for value in sorted(set(owners))]
        found.append(f"0|about={before['topic'][-1] if before['topic'] else ''}")
        behind = [c.value for c in self.scope.cues.get("topic", ()) if self.quantity.end <= c.start < high]
        if not before["topic"] and behind:
            found.append(f"0|about to come={behind[0]}")
        return found

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
        for _, value, relation in self._nearest("hint"):
            if relation.between == 0 and relation.rank <= 2:
                yield f"h{'+' if value == entry.topic else '-'}{relation.fine}"

    def _order_features(self, entry: FrameEntry) -> Iterator[str]:
        """ "đoàn ra và đoàn vào lần lượt là 196 và 341": the k-th number of a run for the k-th thing named."""
        place, length = self.run
        if length < 2:
            return
        marked = "marked" if self.marked else "plain"
        for slot, wanted in (
            ("topic", {entry.topic}),
            ("aspect", {entry.aspect}),
            ("noun", set(entry.nouns)),
        ):
            named = self.named_before.get(slot, [])
            if len(named) < length:
                continue
            fits = named[-length:][place] in wanted
            yield f"o:{slot}{'+' if fits else '-'}/{marked}"
            if not fits and wanted & set(named[-length:]):
                yield f"o:{slot}x/{marked}"

    def _topic_features(self, entry: FrameEntry) -> Iterator[str]:
        own, other = self._sides("topic", lambda value: value == entry.topic)
        yield from self._compared("t", own, other)
        if not own:
            yield "t:none"
            yield f"t:none|{bool(other)}"

    def _aspect_features(self, entry: FrameEntry) -> Iterator[str]:
        siblings = {e.aspect for e in frame_entries() if e.topic == entry.topic and e.money == entry.money}
        if entry.aspect:
            own, other = self._sides("aspect", lambda value: value == entry.aspect)
            other = {side: found for side, found in other.items() if found}
            yield from self._compared("a", own, other)
            yield from (f"{entry.aspect}:{name}" for name in self._compared("a", own, {}))
            if not own:
                yield "a:none"
                yield f"a:none|{entry.indicator}"
        else:
            for side, value, relation in self._nearest("aspect"):
                if value in siblings:
                    yield f"whole!{relation.fine}"
                    yield f"whole!{value}|{side}{relation.coarse}"
        for side, value, relation in self._nearest("aspect"):
            if relation.rank < 7:
                yield f"{entry.aspect or 'whole'}~{value}@{relation.coarse}{side}"

    def _noun_features(self, entry: FrameEntry) -> Iterator[str]:
        own, other = self._sides("noun", lambda value: value in entry.nouns)
        yield from self._compared("n", own, other)
        if not own:
            yield f"n:none|{entry.money}"

    def _sides(self, slot: str, fits: object) -> tuple[dict[str, Relation], dict[str, tuple[str, Relation]]]:
        """Per side: the nearest cue that fits, and the nearest that does not."""
        own: dict[str, Relation] = {}
        other: dict[str, tuple[str, Relation]] = {}
        for side, value, relation in self._nearest(slot):
            if fits(value):  # type: ignore[operator]
                own.setdefault(side, relation)
            else:
                other.setdefault(side, (value, relation))
        return own, other

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
        strangers = self._sides("topic", lambda value: value in topics)[1]
        own = self._sides("topic", lambda value: value in topics)[0]
        found += [f"0|t+{relation.fine}" for relation in own.values()]
        found += [f"0|t-{value}@{relation.coarse}" for value, relation in strangers.values()]
        for name in self._compared("0|x", own, strangers):
            found.append(name)
        if not own:
            found.append("0|no topic")
            found.append(f"0|no topic|{bool(strangers)}")
        for side, value, relation in self._nearest("aspect"):
            if value in ("revoked", "carried_over", "own_funds", "department"):
                found.append(f"0|{value}@{side}{relation.coarse}")
        if self.quantity.value <= 3 and self.kind in ("count", "bare"):
            found.append("0|small")
        for side, value, relation in self._nearest("owner"):
            if side == "L" and relation.rank < 7 and value not in ("whole", "own_province", "subset"):
                inner = any(
                    r.side == "L" and (r.between, r.rank) <= (relation.between, relation.rank) and v in topics
                    for _, v, r in self._nearest("topic")
                )
                found.append(f"0|{value}:{'outer' if inner else 'inner'}")
        found += self._subject_features()
        found.append(f"0|name={self._proper_name()}")
        found.append(f"0|run={min(self.run[1], 3)}")
        return found
