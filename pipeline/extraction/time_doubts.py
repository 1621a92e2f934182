"""A net below `periods`: whether a number's own words name a time that nothing has explained.

Offices name times in more ways than the patterns know ("vào năm 2021" behind the number, "quý IV/2022"). A
value of such a time must not pass for one of the report's. Only the question is asked here; what is a time of
its own is in `periods`.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.catalogue import Period
from pipeline.catalogue.cues import read
from pipeline.extraction.candidate import Context
from pipeline.extraction.periods import Span
from pipeline.extraction.scopes import Scope

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d{2}(?![\d.,/]*\d)")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MARK = re.compile(r"[,(;:.\n]")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    raw = read("time")
    return {
        name: re.compile(raw[name])
        for name in ("compared", "reckoned", "quarter", "months", "month_in_words")
    }


def names_another_time(scope: Scope, index: int, span: Span, context: Context, own_from: int = 0) -> bool:
    """Whether the words between quantity `index` and its neighbours name another year, quarter or month.

    Another is one that is neither the report's nor that of `span`, and is not only compared with. So does a
    heading (what stands before `own_from`) that names other years alone.
    """
    if not context.period:
        return False
    quantity = scope.quantities[index]
    low, high = scope.sentence_bounds(quantity.start, limit=6)
    before = max([low, *(q.end for q in scope.quantities[max(0, index - 1) : index])])
    behind = min([high, *(q.start for q in scope.quantities[index + 1 : index + 2])])
    lead = scope.folded[before : quantity.start]
    tail = _MARK.split(scope.folded[quantity.end : behind])[0]
    now, then = Period.parse(context.period), Period.parse(span.period)
    known = {now.year, then.year}
    if any(_is_another_year(text, known) for text in (lead, tail)):
        return True
    headed = {int(m[0]) for m in _YEAR.finditer(scope.folded, 0, min(own_from, quantity.start))}
    if headed and not headed & known and _is_another_year(scope.folded[:own_from], known):
        return True
    return _is_another_part(lead, {now.month, then.month}, {context.months, span.months})


def _is_another_year(text: str, known: set[int]) -> bool:
    return any(int(m[0]) not in known and not _in_passing(text, m.start()) for m in _YEAR.finditer(text))


def _is_another_part(text: str, ends: set[int], lengths: set[int]) -> bool:
    """Whether `text` names a quarter or a month that ends otherwise, or another number of months."""
    patterns = _patterns()
    for match in patterns["quarter"].finditer(text):
        if 3 * _QUARTERS[match["n"]] not in ends and not _in_passing(text, match.start()):
            return True
    for match in patterns["month_in_words"].finditer(text):
        if int(match["month"]) not in ends and not _in_passing(text, match.start()):
            return True
    return any(
        match["n"].isdigit() and int(match["n"]) not in lengths and not _in_passing(text, match.start())
        for match in patterns["months"].finditer(text)
    )


def _in_passing(text: str, start: int) -> bool:
    """Whether what begins at `start` is only compared with, counted from, or part of a document's name."""
    lead = re.sub(r"(?:\s*(?:năm|/|-))+\s*$", " ", text[:start])
    return any(_patterns()[name].search(lead) is not None for name in ("compared", "reckoned"))
