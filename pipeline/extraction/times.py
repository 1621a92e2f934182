"""Whether the time of a reading is the report's: else why not, in words for the analyst.

Which time words name is in `periods`; what is one here depends on how the number is read (a plan is for a
whole year, a stock stands at the end of any time, last year's value is of a year ago).
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.catalogue import Period, indicators
from pipeline.extraction.candidate import Context
from pipeline.extraction.frames import Frame
from pipeline.extraction.owners import reason_of
from pipeline.extraction.periods import Span, compares_with_another_time, spans
from pipeline.extraction.scopes import Scope
from pipeline.extraction.time_doubts import names_another_time


@dataclass(frozen=True)
class Time:
    """The time of a number as it goes into its candidate."""

    span: Span
    reason: str = ""
    """Why it is no figure of a time that is asked for; empty for one."""
    doubt: str = ""
    """What may be wrong with the time; empty when nothing is."""


def times(scope: Scope, frames: list[Frame], context: Context, own_from: int = 0) -> list[Time]:
    """The time of each frame of a scope, in order."""
    named = spans(scope, context, own_from)
    return [
        _time(scope, i, f, span, context, own_from)
        for i, (f, span) in enumerate(zip(frames, named, strict=True))
    ]


def _time(scope: Scope, index: int, frame: Frame, span: Span, context: Context, own_from: int) -> Time:
    reported = Span(context.period, context.months)
    indicator, role = frame.reading.indicator, frame.reading.role
    if not indicator or not context.period:
        return Time(span)
    if role in ("change", "change_pct") and compares_with_another_time(scope, index):
        return Time(span, reason_of("time", "other_base"))
    stock = indicators()[indicator].kind == "stock"
    if span.months > 12 >= context.months:
        if stock:
            return Time(reported)
        several = reason_of("time", "multi_year")
        return Time(span, several) if context.months else Time(span, doubt=several)
    if span.every:
        return Time(span, reason_of("time", "yearly")) if 12 > context.months > 0 else Time(reported)
    now, then = Period.parse(context.period), Period.parse(span.period)
    if role == "prior_year" and then.year == now.year - 1:
        return _last_years(span, now, context)
    if str(then) > str(now):
        return Time(reported) if role == "planned" else Time(span, reason_of("time", "next"))
    if span.unsure and not stock:
        return Time(reported, doubt=reason_of("time", "month_or_year"))
    if then.year < now.year:
        return Time(span, doubt=reason_of("time", "other_year"))
    if role == "actual" and names_another_time(scope, index, span, context, own_from):
        return Time(span, doubt=reason_of("time", "other_year"))
    return Time(span)


def _last_years(span: Span, now: Period, context: Context) -> Time:
    """Last year's value goes beside this year's of the same stretch; of another stretch it is no base."""
    this_year = Span(str(Period.parse(span.period).minus_months(-12)), span.months)
    if this_year.period > str(now) or (this_year.months == 12 > context.months):
        return Time(span, reason_of("time", "other_stretch"))
    return Time(this_year)
