"""What a table's header or row label says of time: last year's column, one month, a quarter, another time.

The words of time are data (`cues/time.yaml`, read by `periods`; how headers shorten them:
`cues/tables.yaml`); all else is in `header_words`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.catalogue import Period
from pipeline.catalogue.cues import read
from pipeline.catalogue.spelling import fold
from pipeline.extraction.candidate import Context
from pipeline.extraction.owners import reason_of
from pipeline.extraction.periods import Span, named_spans, names_a_month
from pipeline.extraction.tables.header_words import contains, header_words, spelt_out, table_words

_YEAR = re.compile(r"(?<![0-9.,/])((?:19|20)[0-9]{2})(?![0-9])|(?<=/)((?:19|20)[0-9]{2})(?![0-9])")
_MONTH = re.compile(r"(?<!\w)tháng\s+0?([1-9]|1[0-2])(?![0-9])")


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@cache
def _stretches() -> dict[str, re.Pattern[str]]:
    """The patterns of `cues/time.yaml` for stretches of a year."""
    raw = read("time")
    return {name: re.compile(raw[name]) for name in ("months", "quarter", "coming")}


def _goes_on_after(folded: str, now: Period) -> bool:
    """Whether folded words name a stretch of the year that ends after the report's month ("9 tháng" in a
    report of June)."""
    months = [int(m["n"]) for m in _stretches()["months"].finditer(folded) if m["n"].isdigit()]
    quarters = [_ROMAN.get(m["n"]) or int(m["n"]) for m in _stretches()["quarter"].finditer(folded)]
    ends = [*months, *(3 * quarter for quarter in quarters)]
    return max(ends, default=0) > now.month or _stretches()["coming"].search(folded) is not None


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
    if span is not None and span.months > 12:
        return HeaderTime(aside=reason_of("period", "multi_year"))
    if years == {now.year, now.year - 1}:
        return HeaderTime(compares=True)
    if years == {now.year - 1}:
        return _last_year(folded, span, now, context)
    if years - {now.year}:
        reason = "next" if min(years) > now.year else "multi_year"
        return HeaderTime(aside=reason_of("period", reason))
    whole_year = contains("whole_year", folded) and now.month < 12
    if _goes_on_after(folded, now) or (whole_year and header_words(folded).role != "planned"):
        return HeaderTime(aside=reason_of("period", "next"))
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
    if _goes_on_after(folded, now):
        return HeaderTime(aside=table_words().reasons["other_time"])
    if contains("whole_year", folded) and now.month < 12:
        return HeaderTime(prior=True, certain=False)
    quarter = _stretches()["quarter"].search(folded)
    if span is None and quarter:
        last = 3 * (_ROMAN.get(quarter["n"]) or int(quarter["n"]))
        span = Span(f"{now.year}-{last:02d}", 3)
    if span is not None and (span.period, span.months) != (context.period, context.months):
        return HeaderTime(span=span, prior=True)
    same_words = header_words(folded).role == "prior_year"
    same_stretch = context.months == 12 or (span is not None and span.months == context.months)
    return HeaderTime(prior=True, certain=same_stretch or (same_words and span is None))


def names_a_time(text: str, context: Context) -> bool:
    """Whether a text names any time, the reported one too."""
    return header_time(text, context) != HeaderTime() or _names_year_number(text)


def names_a_year(text: str, context: Context) -> bool:
    """Whether a text says of which year it is, by its number or as another one than the reported."""
    time = header_time(text, context)
    return time.prior or time.compares or bool(time.aside) or _names_year_number(text)


def _names_year_number(text: str) -> bool:
    return re.search(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", text) is not None


def is_year(text: str) -> bool:
    """Whether a cell holds nothing but a year."""
    return re.fullmatch(r"\s*(?:năm\s+)?(?:19|20)[0-9]{2}\s*", fold(text)) is not None
