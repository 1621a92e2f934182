"""Stated zeros: "không có đoàn vào", "đoàn ra: chưa có". A negation of something else states none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pipeline.extraction.quantities.amounts import made_of
from pipeline.extraction.quantities.quantity import Quantity
from pipeline.extraction.quantities.surface import Surface

_REACH = 60
"""How far behind the noun a word shows that the negation denies that and no number ("… nào vi phạm")."""


def stated_zeros(surface: Surface, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """The zeros of a text; a negation around one of the numbers `found` states none."""
    lex, folded = surface.lex, surface.folded
    if not any(word in folded for word in lex.negating):
        return
    starts = [q.start for q in found]
    for match in lex.zero.finditer(folded):
        phrase = " ".join((match["noun"] or match["any"] or match["label"]).split())
        noun = lex.noun_of[phrase]
        if noun == "other" or any(match.start() <= s < match.end() for s in starts):
            continue
        if match["gap"] and lex.zero_between.search(match["gap"]):
            continue
        if lex.zero_condition.search(folded, max(0, match.start() - 12), match.start()):
            continue
        index = bisect_right(surface.sentence_ends, match.end())
        stop = surface.sentence_ends[index] if index < len(surface.sentence_ends) else len(folded)
        if lex.zero_blocker.search(folded, match.end(), min(stop, match.end() + _REACH)):
            continue
        end = match.end()
        yield made_of(surface, (match.start(), end, end), 0.0, "count", noun, "zero")
