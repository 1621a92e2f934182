"""Where the cues of a text stand, and how near they are to a quantity.

Finding and measuring only: what a cue at some distance is worth is learned (`weights.json`), what it says
is data
(`catalogue/cues/cues.yaml`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from pipeline.catalogue import Period, find_provinces
from pipeline.catalogue.cues import TOKEN, CueSet, Phrases, alternatives, cue_sets, noun_cues
from pipeline.catalogue.spelling import fold, unaccent
from pipeline.extraction.arithmetic import Tie, ties
from pipeline.extraction.candidate import Context
from pipeline.extraction.quantities import Quantity
from pipeline.extraction.quantities.lexicon import WORD
from pipeline.extraction.readings import readings
from pipeline.extraction.relations import ON_THE_NOUN, RELATIONS, STRONGEST, Cue, Lane, Relation, lanes
from pipeline.extraction.rows import counterparts

# How strongly a mark separates what stands on its two sides; the strongest between two places counts.
_SEPARATORS = re.compile(
    r"(?P<r8>\n)|(?P<r7>[.!?](?=\s))|(?P<r6>;)|(?P<r5>[()])|(?P<r4>:)|(?P<r3>\s[-/]\s|/)|(?P<r2>,(?![0-9]))"
    r"|(?P<r1>(?<!\w)(?:và|với|còn|cùng|gồm|trong đó)(?!\w))"
)
_JOINT = re.compile(r"\s*(?:,|;|và|-|/|,\s*và)?\s*")
_NO_CUE = "none"
"""The value of phrases that only look like a cue of their slot."""
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:tp|tx|tt|ts|gs|pgs|ths|st|v\.v|đ/c|q|p|h)$")
_YEAR = re.compile(r"(?<![\d.,/])(?:năm\s+)?((?:19|20)\d{2})(?![\d.,]*\d)")


@dataclass(frozen=True)
class Scope:
    """One text with its quantities, cues and separators."""

    text: str
    folded: str
    quantities: Sequence[Quantity]
    cues: dict[str, tuple[Cue, ...]]
    separators: tuple[tuple[int, int], ...]
    starts: tuple[int, ...] = field(repr=False, default=())
    """Where the quantities begin."""

    @cached_property
    def ties(self) -> tuple[tuple[tuple[str, Tie], ...], ...]:
        """For each quantity, the arithmetic in which it takes part."""
        return ties(self.quantities)

    @cached_property
    def counterparts(self) -> tuple[tuple[int, int] | None, ...]:
        """For each quantity, (index, row length) of the one at its place in a row before."""
        return counterparts(self.quantities)

    @cached_property
    def followers(self) -> dict[int, tuple[int, int]]:
        """The same backwards: index → (index, row length) of the first one behind that repeats it."""
        found: dict[int, tuple[int, int]] = {}
        for index, earlier in enumerate(self.counterparts):
            if earlier:
                found.setdefault(earlier[0], (index, earlier[1]))
        return found

    @cached_property
    def _by_rank(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """(rank, positions of its separators), the strongest first."""
        ranks = sorted({rank for _, rank in self.separators}, reverse=True)
        return tuple((rank, tuple(p for p, r in self.separators if r == rank)) for rank in ranks)

    @cached_property
    def at_least(self) -> tuple[tuple[int, ...], ...]:
        """For each rank from 1 on, the positions of the separators of at least that rank."""
        return tuple(
            tuple(p for p, rank in self.separators if rank >= least) for least in range(1, STRONGEST + 1)
        )

    def lanes(self, slot: str) -> tuple[Lane, ...]:
        """The cues of `slot` by value."""
        if slot not in self._lanes:
            self._lanes[slot] = lanes(self.cues.get(slot, ()))
        return self._lanes[slot]

    @cached_property
    def _lanes(self) -> dict[str, tuple[Lane, ...]]:
        return {}

    def cues_from(self, slot: str, low: int, high: int) -> tuple[Cue, ...]:
        """The cues of `slot` that begin at `low` or behind, and before `high`."""
        cues = self.cues.get(slot, ())
        if slot not in self._cue_starts:
            self._cue_starts[slot] = tuple(cue.start for cue in cues)
        starts = self._cue_starts[slot]
        return cues[bisect_left(starts, low) : bisect_left(starts, high)]

    @cached_property
    def _cue_starts(self) -> dict[str, tuple[int, ...]]:
        return {}

    @cached_property
    def _ends(self) -> dict[int, tuple[int, ...]]:
        """Limit → positions of the separators of at least that rank."""
        return {limit: tuple(p for p, rank in self.separators if rank >= limit) for limit in (6, 7, 8)}

    def rank_between(self, start: int, end: int) -> int:
        """The strongest separator in `text[start:end]`."""
        for rank, positions in self._by_rank:
            place = bisect_left(positions, start)
            if place < len(positions) and positions[place] < end:
                return rank
        return 0

    def rank_of(self, first: int, second: int) -> int:
        """The strongest separator between the quantities number `first` and `second`, in this order."""
        found = self._ranks.get((first, second))
        if found is None:
            found = self.rank_between(self.quantities[first].end, self.quantities[second].start)
            self._ranks[first, second] = found
        return found

    @cached_property
    def _ranks(self) -> dict[tuple[int, int], int]:
        return {}

    def relation(self, index: int, cue: Cue) -> Relation:
        """How `cue` stands to the quantity number `index`."""
        quantity = self.quantities[index]
        if cue.end <= quantity.start:
            count = index - bisect_left(self.starts, cue.end)
            return RELATIONS["L", min(max(count, 0), 2), self.rank_between(cue.end, quantity.start)]
        if cue.start >= quantity.end:
            count = bisect_left(self.starts, cue.start) - index - 1
            return RELATIONS["R", min(max(count, 0), 2), self.rank_between(quantity.end, cue.start)]
        return ON_THE_NOUN

    @cached_property
    def joined(self) -> tuple[bool, ...]:
        """For each quantity but the last, whether only a mark or "và" stands between it and the next."""
        pairs = zip(self.quantities, self.quantities[1:], strict=False)
        return tuple(_JOINT.fullmatch(self.folded[one.end : two.start]) is not None for one, two in pairs)

    def sentence_bounds(self, position: int, limit: int = 7) -> tuple[int, int]:
        """Start and end of the sentence (separators of at least `limit`: 6, 7 or 8) around `position`."""
        hard = self._ends[limit]
        index = bisect_right(hard, position)
        start = hard[index - 1] + 1 if index else 0
        end = hard[index] + 1 if index < len(hard) else len(self.text)
        return start, end


def scope_of(text: str, found: Sequence[Quantity], context: Context) -> Scope:
    """The scope of `text` with its quantities `found`; where none could be a figure, no cue is looked for."""
    folded = fold(text)
    separators = tuple(_separators(folded))
    cues: dict[str, list[Cue]] = {}
    if any(len(readings(quantity)) > 1 for quantity in found):
        for cue in [*_phrase_cues(folded), *_noun_cues(folded), *_year_cues(folded, context)]:
            cues.setdefault(cue.slot, []).append(cue)
        cues.setdefault("owner", []).extend(_province_cues(text, context))
    return Scope(
        text=text,
        folded=folded,
        quantities=found,
        cues={slot: tuple(sorted(found_cues, key=lambda c: c.start)) for slot, found_cues in cues.items()},
        separators=separators,
        starts=tuple(q.start for q in found),
    )


def text_cues(text: str) -> dict[str, list[Cue]]:
    """The cues and nouns of a bare text (a header, a caption), by slot."""
    folded = fold(text)
    found: dict[str, list[Cue]] = {}
    for cue in [*_phrase_cues(folded), *_noun_cues(folded)]:
        found.setdefault(cue.slot, []).append(cue)
    return found


def _separators(folded: str) -> list[tuple[int, int]]:
    found = []
    for match in _SEPARATORS.finditer(folded):
        rank = int(match.lastgroup[1:])  # type: ignore[index]
        if rank == 7 and _ABBREVIATION.search(folded[max(0, match.start() - 6) : match.start()]):
            continue
        found.append((match.start(), rank))
    return found


def _phrase_cues(folded: str) -> list[Cue]:
    tokens = [m.span() for m in TOKEN.finditer(folded)]
    flat = unaccent(folded)
    words = [folded[start:end] for start, end in tokens]
    bare = [flat[start:end] for start, end in tokens]
    found: list[Cue] = []
    for cue_set, exact, loose in _lexicon():
        taken = bytearray(len(folded))
        for pattern, value in cue_set.gapped:
            for match in pattern.finditer(folded):
                taken[match.start() : match.end()] = b"x" * (match.end() - match.start())
                found.append(Cue(cue_set.slot, value, *match.span()))
        for phrases, text in ((exact, words), (loose, bare)):
            for first, last, value in _matches(phrases, text):
                start, end = tokens[first][0], tokens[last][1]
                if taken.find(b"x", start, end) < 0:
                    taken[start:end] = b"x" * (end - start)
                    found.append(Cue(cue_set.slot, value, start, end))
    return _outermost([c for c in found if c.value != _NO_CUE])


_ByLength = dict[str, tuple[tuple[int, dict[tuple[str, ...], str]], ...]]
"""First word → (number of words, value by words) of the phrases that begin with it, the longest first."""


@cache
def _lexicon() -> tuple[tuple[CueSet, _ByLength, _ByLength], ...]:
    """The sets of cues, with their exact and their loose phrases by length."""
    return tuple((s, _by_length(s.exact), _by_length(s.loose)) for s in cue_sets())


def _by_length(phrases: Phrases) -> _ByLength:
    found: _ByLength = {}
    for first, options in phrases.items():
        lengths: dict[int, dict[tuple[str, ...], str]] = {}
        for tokens, value in options:
            lengths.setdefault(len(tokens), {}).setdefault(tokens, value)
        found[first] = tuple(sorted(lengths.items(), reverse=True))
    return found


def _outermost(found: list[Cue]) -> list[Cue]:
    """Without the roles inside a longer cue: "tăng" of "điều chỉnh tăng vốn" says what was done, not how much
    more."""
    longer = sorted((c.start, c.end) for c in found if c.slot in ("aspect", "topic"))
    longest = max((end - start for start, end in longer), default=0)

    def inside(cue: Cue) -> bool:
        first = bisect_left(longer, (cue.start - longest, 0))
        last = bisect_left(longer, (cue.start + 1, 0))
        return any(end >= cue.end and end - start > cue.end - cue.start for start, end in longer[first:last])

    return [c for c in found if c.slot != "role" or not inside(c)]


def _matches(phrases: _ByLength, words: list[str]) -> Iterator[tuple[int, int, str]]:
    """(first token, last token, value) of the phrases in `words`: leftmost and longest first, no overlaps."""
    free = 0
    for index in [i for i, word in enumerate(words) if word in phrases]:
        if index < free:
            continue
        for length, values in phrases[words[index]]:
            value = values.get(tuple(words[index : index + length]))
            if value is not None:
                free = index + length
                yield index, free - 1, value
                break


def _noun_cues(folded: str) -> list[Cue]:
    pattern, class_of = _nouns()
    return [
        Cue("noun", class_of[re.sub(r"\s+", " ", m[0])], m.start(), m.end()) for m in pattern.finditer(folded)
    ]


@cache
def _nouns() -> tuple[re.Pattern[str], dict[str, str]]:
    """The nouns anywhere in a text, and the class of each."""
    class_of = {phrase: name for name, phrases in noun_cues().classes.items() for phrase in phrases}
    return re.compile(rf"(?<![{WORD}]){alternatives(class_of)}(?![{WORD}])"), class_of


def _year_cues(folded: str, context: Context) -> list[Cue]:
    years = [(int(m[1]), m.start(), m.end()) for m in _YEAR.finditer(folded)]
    now = Period.parse(context.period).year if context.period else max((y for y, _, _ in years), default=0)
    cues = []
    for year, start, end in years:
        value = "now" if year == now else "prev" if year == now - 1 else "old" if year < now else "next"
        cues.append(Cue("year", value, start, end))
    return cues


def _province_cues(text: str, context: Context) -> list[Cue]:
    day = Period.parse(context.period).last_day if context.period else Period.parse("2020-12").last_day
    return [
        Cue(
            "owner",
            "own_province" if p.province_id == context.province_id else "other_province",
            start,
            end,
            p.province_id,
        )
        for start, end, p in find_provinces(text, day)
    ]
