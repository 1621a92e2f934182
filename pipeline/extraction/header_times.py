"""What a table's header or row label says of time: last year's column, one month, a quarter, another time.

The words of time are data (`cues/time.yaml`, read by `periods`); all else is in `header_words`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.catalogue import Period
from pipeline.catalogue.spelling import fold
from pipeline.extraction.candidate import Context
from pipeline.extraction.periods import Span, named_spans, names_a_month

_YEAR = re.compile(r"(?<![0-9.,/])((?:19|20)[0-9]{2})(?![0-9])|(?<=/)((?:19|20)[0-9]{2})(?![0-9])")


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
    """Neither the reported time nor the same time last year: the entry of `reasons.yaml`'s `period` that says
    why."""


def header_time(text: str, context: Context) -> HeaderTime:
    """The time that `text` names, seen from the report's period."""
    if not context.period:
        return HeaderTime()
    folded, now = fold(text), Period.parse(context.period)
    named = named_spans(folded, context)
    span = named[-1] if named else None
    years = {int(one or other) for one, other in _YEAR.findall(folded)}
    if years == {now.year, now.year - 1}:
        return HeaderTime(compares=True)
    if years == {now.year - 1}:
        same_stretch = context.months == 12 or (span is not None and span.months == context.months)
        return HeaderTime(prior=True, certain=same_stretch)
    if years - {now.year}:
        return HeaderTime(aside="next" if min(years) > now.year else "multi_year")
    if span is not None and span.months > 12:
        return HeaderTime(aside="multi_year")
    if span is None and names_a_month(folded):
        return HeaderTime(aside="multi_year")
    return HeaderTime(span=span)


def is_year(text: str) -> bool:
    """Whether a cell holds nothing but a year."""
    return re.fullmatch(r"\s*(?:19|20)[0-9]{2}\s*", text) is not None
