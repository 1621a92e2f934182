"""What stands around one quantity, however it is read: the nearest cues, words, runs of numbers, the subject.

Everything here is seen once a quantity; how well a reading fits is in `evidence`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import cache, cached_property

from pipeline.catalogue.cues import read
from pipeline.extraction.nearness import Nearness
from pipeline.extraction.relations import Relation
from pipeline.extraction.scopes import Scope

Own = dict[str, Relation]
"""Side → how the cue stands that fits."""
Rivals = dict[str, tuple[str, Relation]]
"""Side → value and relation of the one that does not."""

_NEAR_SLOTS = ("role", "year", "period", "owner")
_NAME = re.compile(r"(?:\b[A-ZĐÀ-Ỹ][\wà-ỹđ-]+\s+)+[A-ZĐÀ-Ỹ][\wà-ỹđ-]+")
_CLAUSE_END = re.compile(r"[.;:,()\n]")
_PHRASE_END = re.compile(r"[.;\n()]")
_LINK_REACH = 14
"""Characters beside a number in which a linking word is looked for."""
_START, _END = "^", "$"


@cache
def link_words() -> frozenset[str]:
    """The words that link a number to its neighbours (`catalogue/cues/links.yaml`)."""
    return frozenset(read("links")["words"])


def _mark(character: str) -> str:
    """A mark as it stands, "w" for a letter or digit."""
    return "w" if character.isalnum() else character


class Surroundings:
    """The surroundings of quantity `index` of a scope."""

    def __init__(self, scope: Scope, index: int) -> None:
        self.scope, self.index = scope, index
        self.quantity = scope.quantities[index]
        self.kind = self._kind()
        self._nearness = Nearness(scope, index)
        self._nearest: dict[str, list[tuple[str, str, Relation]]] = {}
        self._sides: dict[tuple[str, Collection[str]], tuple[Own, Rivals]] = {}

    def nearest(self, slot: str) -> list[tuple[str, str, Relation]]:
        """(side, value, relation) of the nearest cue of each value on each side, the nearest first."""
        if slot not in self._nearest:
            self._nearest[slot] = self._nearness.nearest(slot)
        return self._nearest[slot]

    def sides(self, slot: str, wanted: Collection[str]) -> tuple[Own, Rivals]:
        """Per side: the nearest cue whose value is `wanted` (hashable), and the nearest of another value."""
        key = (slot, wanted)
        if key not in self._sides:
            own: Own = {}
            other: Rivals = {}
            for side, value, relation in self.nearest(slot):
                if value in wanted:
                    own.setdefault(side, relation)
                else:
                    other.setdefault(side, (value, relation))
            self._sides[key] = own, other
        return self._sides[key]

    def features(self) -> Iterator[str]:
        """What decides between roles: role words and years around the number."""
        yield f"kind={self.kind}"
        yield f"form={self.quantity.form or 'plain'}"
        opened = self._parenthesis()
        yield f"paren={opened is not None}"
        for slot in _NEAR_SLOTS:
            named: set[str] = set()
            for side, value, relation in self.nearest(slot):
                fine = slot in ("role", "year") and (relation.side != "R" or relation.rank < 7)
                yield f"{slot}={value}@{relation.fine if fine else relation.coarse}"
                if relation.rank < 7 and side not in named:
                    named.add(side)
                    yield f"{slot}1{side}={value}@{relation.coarse}"
        if opened is not None:
            for slot in ("role", "year"):
                for cue in self.scope.cues_from(slot, opened, self.quantity.start)[:1]:
                    yield f"inparen:{slot}={cue.value}"
        if self.index + 1 < len(self.scope.quantities):
            following = self.scope.quantities[self.index + 1]
            yield f"next={following.kind}/{self.scope.rank_of(self.index, self.index + 1)}"
            yield f"next={following.kind}:{following.noun}/{following.noun == self.quantity.noun}"
        before, behind = self._marks()
        yield f"chars={before}"
        yield f"chars={before}{behind}"
        earlier = self.index - bisect_left(self.scope.starts, self._sentence[0])
        yield f"nth={min(max(earlier, 0), 3)}"
        yield from self._words()

    def _words(self) -> Iterator[str]:
        """The words right before the number and right behind its noun, up to a mark."""
        folded = self.scope.folded
        before = _PHRASE_END.split(folded[max(0, self.quantity.start - 40) : self.quantity.start])[-1].split()
        after = _PHRASE_END.split(folded[self.quantity.end : self.quantity.end + 40])[0].split()
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

    @cached_property
    def links(self) -> tuple[str, str]:
        """The word or mark right before the number and right behind its noun; "w" for any other word."""
        before, behind = self._beside()
        first, last = (behind.split() or [_END])[0], (before.split() or [_START])[-1]
        return (
            last if last in link_words() or last == _START else _mark(last[-1]),
            first if first in link_words() or first == _END else _mark(first[0]),
        )

    @cached_property
    def sentence_topics(self) -> list[str]:
        """The topics named in the sentence before the number, in order."""
        return self._said_before("topic")

    @cached_property
    def _sentence(self) -> tuple[int, int]:
        return self.scope.sentence_bounds(self.quantity.start)

    def _said_before(self, slot: str) -> list[str]:
        """The values of `slot` in the sentence before the number, in order."""
        start = self.quantity.start
        return [c.value for c in self.scope.cues_from(slot, self._sentence[0], start) if c.end <= start]

    def _marks(self) -> tuple[str, str]:
        """The mark right before the number and right behind it, "w" for a word."""
        before, behind = self._beside()
        before = before.rstrip(" ")
        return _mark(before[-1:] or _START), _mark(behind[:1] or _END)

    def _beside(self) -> tuple[str, str]:
        folded = self.scope.folded
        before = folded[max(0, self.quantity.start - _LINK_REACH) : self.quantity.start].rstrip(" ")
        return before, folded[self.quantity.end : self.quantity.end + _LINK_REACH].lstrip(" ")

    def proper_name(self) -> str:
        """Whether a name of two capitals or more stands in the number's clause, and on which side."""
        text = self.scope.text
        before = _CLAUSE_END.split(text[max(0, self.quantity.start - 60) : self.quantity.start])[-1]
        after = _CLAUSE_END.split(text[self.quantity.end : self.quantity.end + 60])[0]
        return f"{_NAME.search(before) is not None}/{_NAME.search(after) is not None}"

    def subject_features(self) -> list[str]:
        """What the sentence is about before it comes to the number: its first owner, its last topic."""
        said, topics = self._said_before("owner"), self.sentence_topics
        owners = [v for v in said if v not in ("whole", "subset")]
        found = [f"subject={owners[0] if owners else ''}"]
        found += [f"before={value}" for value in sorted(set(owners))]
        found.append(f"last={[v for v in said if v != 'subset'][-1:] or ''}")
        found.append(f"about={topics[-1] if topics else ''}")
        behind = self.scope.cues_from("topic", self.quantity.end, self._sentence[1])
        if not topics and behind:
            found.append(f"about to come={behind[0].value}")
        return found

    def _kind(self) -> str:
        quantity = self.quantity
        if quantity.kind == "count":
            return "bare" if quantity.noun == "" else "count"
        return quantity.kind

    def _parenthesis(self) -> int | None:
        """Where the bracket around the number opens, or None when it stands in none."""
        opened = self.scope.folded.rfind("(", 0, self.quantity.start)
        return opened if opened >= 0 and ")" not in self.scope.folded[opened : self.quantity.start] else None

    @cached_property
    def run(self) -> tuple[int, int]:
        """(place, length) in the run of numbers with only marks between."""
        first, last = self._run
        return self.index - first, last - first + 1

    @cached_property
    def _run(self) -> tuple[int, int]:
        joined = self.scope.joined
        first = last = self.index
        while first and joined[first - 1]:
            first -= 1
        while last < len(joined) and joined[last]:
            last += 1
        return first, last

    @cached_property
    def named_before(self) -> dict[str, list[str]]:
        """What is named in the line before the run, each value where it is named last."""
        start, low = self._run_start
        named: dict[str, list[str]] = {}
        for slot in ("topic", "aspect", "noun"):
            for cue in self.scope.cues_from(slot, low, start):
                if cue.end <= start:
                    seen = named.setdefault(slot, [])
                    if cue.value in seen:
                        seen.remove(cue.value)
                    seen.append(cue.value)
        return named

    @cached_property
    def marked(self) -> bool:
        """Whether words such as "lần lượt" stand in the run's sentence."""
        start, low = self._run_start
        last = self.scope.quantities[self._run[1]]
        return any(
            self.scope.rank_between(min(c.end, start), max(c.start, start)) < 7
            for c in self.scope.cues_from("order", low, last.end + 30)
        )

    @cached_property
    def _run_start(self) -> tuple[int, int]:
        """Where the run begins, and its line."""
        start = self.scope.quantities[self._run[0]].start
        return start, self.scope.sentence_bounds(start, limit=8)[0]
