"""Which time a quantity speaks of: the month, the year so far, a quarter, several years.

A report covers what its context says unless the words nearest before the number say otherwise (DESIGN.md
section 5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.catalogue import CatalogueError, Period
from pipeline.catalogue.cues import number_cues, read
from pipeline.extraction.candidate import Context
from pipeline.extraction.quantities.numerals import read_words
from pipeline.extraction.scopes import Scope


@dataclass(frozen=True)
class Span:
    """A stretch of time that ends with the month `period`."""

    period: str
    months: int


@dataclass(frozen=True)
class _Mention:
    start: int
    end: int
    span: Span


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    raw = read("time")
    try:
        return {
            name: re.compile(raw[name])
            for name in ("month", "month_alone", "until", "months", "so_far", "quarter", "years")
        }
    except KeyError as missing:
        raise CatalogueError("cues/time.yaml", str(missing), "the pattern is missing") from missing


def spans(scope: Scope, context: Context) -> list[Span]:
    """The time of each quantity of the scope, in order. Without a period in the context all are the
    context's."""
    default = Span(context.period, context.months)
    if not context.period:
        return [default] * len(scope.quantities)
    mentions = _mentions(scope.folded, context)
    found = []
    for quantity in scope.quantities:
        low, _ = scope.sentence_bounds(quantity.start, limit=8)
        sentence, _ = scope.sentence_bounds(quantity.start)
        governing = [
            m
            for m in mentions
            if m.end <= quantity.start and m.start >= (sentence if _passing(m, context) else low)
        ]
        found.append(governing[-1].span if governing else default)
    return found


def _passing(mention: _Mention, context: Context) -> bool:
    """Whether a time is named in passing, for its own sentence alone: several years, or another month."""
    return mention.span.months > 12 or mention.span.period != context.period


def named_spans(folded: str, context: Context) -> list[Span]:
    """The stretches of time that folded text names, in order."""
    return [mention.span for mention in _mentions(folded, context)]


def names_a_month(folded: str) -> bool:
    """Whether folded text speaks of one month by its number, this or another."""
    blocked = [m.span() for m in _patterns()["until"].finditer(folded)]
    return any(
        not any(start <= m.start() < end for start, end in blocked)
        for m in _patterns()["month"].finditer(folded)
    )


def _mentions(folded: str, context: Context) -> list[_Mention]:
    now = Period.parse(context.period)
    patterns = _patterns()
    found: list[_Mention] = []
    blocked = [m.span() for m in patterns["until"].finditer(folded)]

    def add(match: re.Match[str], span: Span) -> None:
        if not any(start <= match.start() < end for start, end in blocked):
            found.append(_Mention(match.start(), match.end(), span))

    def alone(match: re.Match[str]) -> bool:
        return patterns["month_alone"].search(folded[max(0, match.start() - 24) : match.start()]) is not None

    for match in patterns["month"].finditer(folded):
        year = int(match["year"]) if match["year"] else now.year
        month = int(match["month"])
        if year == now.year and month == now.month:
            add(match, Span(context.period, 1))
        elif year == now.year and month < now.month and alone(match):
            add(match, Span(f"{year}-{month:02d}", 1))
    for match in patterns["months"].finditer(folded):
        spoken = read_words(match["n"].split(), number_cues().number_words)
        months = int(match["n"]) if match["n"].isdigit() else int(spoken or 0)
        if 1 < months <= now.month:
            add(match, Span(str(now) if months == now.month else f"{now.year}-{months:02d}", months))
    for match in patterns["so_far"].finditer(folded):
        add(match, Span(context.period, now.month))
    for match in patterns["quarter"].finditer(folded):
        quarter = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(match["n"]) or int(match["n"])
        if (3 * quarter <= now.month and not match["year"]) or match["year"] == str(now.year):
            add(match, Span(f"{now.year}-{3 * quarter:02d}", 3))
    for match in patterns["years"].finditer(folded):
        add(match, Span(context.period, 60))
    return sorted(found, key=lambda m: m.start)
