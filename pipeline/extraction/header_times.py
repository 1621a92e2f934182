"""What a table's header or row label says of time: last year's column, one month, a quarter, another time.

The words of time are data (`cues/time.yaml`, read by `periods`; how headers shorten them:
`cues/tables.yaml`); all else is in `header_words`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.catalogue import Period
from pipeline.catalogue.spelling import fold
from pipeline.extraction.candidate import Context
from pipeline.extraction.header_words import header_words, spelt_out, table_words
from pipeline.extraction.owners import reason_of
from pipeline.extraction.periods import Span, named_spans, names_a_month

_YEAR = re.compile(r"(?<![0-9.,/])((?:19|20)[0-9]{2})(?![0-9])|(?<=/)((?:19|20)[0-9]{2})(?![0-9])")
_MONTH = re.compile(r"(?<!\w)tháng\s+0?([1-9]|1[0-2])(?![0-9])")


@dataclass(frozen=True)
class HeaderTime:
    """The time of the cells under a header; all empty when it names none."""

    span: Span | None = None
    prior: bool = False
    """The cells are last year's."""
    certain: bool = True
    """False for "Năm 2022" in a report on six months: the same six, or the whole year?"""
    compares: bool = False
    """Two years stand beside each other ("2023/2022"): only a change can stand under it."""
    aside: str = ""
    """Neither the reported time nor the same time last year: the reason in words."""


@lru_cache(maxsize=16384)
def header_time(text: str, context: Context) -> HeaderTime:
    """The time that `text` names, seen from the report's period."""
    if not context.period:
        return HeaderTime()
    folded, now = spelt_out(fold(text)), Period.parse(context.period)
    named = named_spans(folded, context)
    span = named[-1] if named else None
    years = {int(one or other) for one, other in _YEAR.findall(folded)}
    if years == {now.year, now.year - 1}:
        return HeaderTime(compares=True)
    if years == {now.year - 1}:
        return _last_year(folded, span, now, context)
    if years - {now.year}:
        reason = "next" if min(years) > now.year else "multi_year"
        return HeaderTime(aside=reason_of("period", reason))
    if span is not None and span.months > 12:
        return HeaderTime(aside=reason_of("period", "multi_year"))
    if span is None and names_a_month(folded):
        return HeaderTime(aside=table_words().reasons["other_time"])
    return HeaderTime(span=span)


def _last_year(folded: str, span: Span | None, now: Period, context: Context) -> HeaderTime:
    """The time of words that name last year: the same stretch of it, one month, or the whole year."""
    if span is None and names_a_month(folded):
        month = _MONTH.search(folded)
        if month and int(month[1]) == now.month:
            return HeaderTime(span=Span(context.period, 1), prior=True)
        return HeaderTime(aside=table_words().reasons["other_time"])
    same_words = header_words(folded).role == "prior_year"
    same_stretch = context.months == 12 or (span is not None and span.months == context.months)
    return HeaderTime(prior=True, certain=same_stretch or (same_words and span is None))


def is_year(text: str) -> bool:
    """Whether a cell holds nothing but a year."""
    return re.fullmatch(r"\s*(?:năm\s+)?(?:19|20)[0-9]{2}\s*", fold(text)) is not None
