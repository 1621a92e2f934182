"""Which time a quantity speaks of: the month, the year so far, a quarter, several years.

A report covers what its context says unless the words nearest before the number say otherwise (DESIGN.md
section 5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from pipeline.catalogue import CatalogueError, Period
from pipeline.catalogue.cues import number_cues, read
from pipeline.catalogue.spelling import fold
from pipeline.extraction.candidate import Context
from pipeline.extraction.quantities.numerals import read_words
from pipeline.extraction.scopes import Scope


@dataclass(frozen=True)
class Span:
    """A stretch of time that ends with the month `period`."""

    period: str
    months: int
    every: bool = False
    """Of every such stretch, not of this one: "mỗi năm", "bình quân năm"."""
    unsure: bool = False
    """The report's own time by default, though the sentence before spoke of a longer one."""


@dataclass(frozen=True)
class _Mention:
    start: int
    end: int
    span: Span
    until: int = 0
    """Where its reach ends, when it stands in brackets or its brackets follow; 0 for none."""


_NAMES = (
    *("month", "month_alone", "until", "months", "so_far", "so_far_alone", "quarter", "years", "month_name"),
    *("this_month", "last_month", "year", "year_alone", "whole_year", "whole_year_alone", "half_year"),
    *("recurring", "several", "coming", "compared", "comparison", "other_base"),
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    raw = read("time")
    try:
        return {name: re.compile(raw[name]) for name in _NAMES}
    except KeyError as missing:
        raise CatalogueError("cues/time.yaml", str(missing), "the pattern is missing") from missing


@cache
def _month_names() -> dict[str, int]:
    return {fold(name): int(month) for name, month in read("time")["month_names"].items()}


def spans(scope: Scope, context: Context, own_from: int = 0) -> list[Span]:
    """The time of each quantity of the scope, in order. Without a period in the context all are the
    context's.

    What stands before `own_from` (a heading, a list's introduction) holds where the own text names no time.
    """
    default = Span(context.period, context.months)
    if not context.period:
        return [default] * len(scope.quantities)
    mentions = sorted(
        [*_other_mentions(scope.folded, context), *_mentions(scope.folded, context)],
        key=lambda m: (m.start, -m.end),
    )
    mentions = _reaching(scope.folded, mentions)
    found = []
    for quantity in scope.quantities:
        low, _ = scope.sentence_bounds(quantity.start, limit=8)
        sentence, _ = scope.sentence_bounds(quantity.start)
        governing = [
            m
            for m in mentions
            if m.end <= quantity.start
            and (not m.until or quantity.start < m.until)
            and m.start >= (sentence if _passing(m, context) else low)
        ]
        if not governing and own_from:
            governing = [m for m in mentions if m.end <= own_from and not m.until]
        if governing:
            found.append(governing[-1].span)
            continue
        earlier = [m.span for m in mentions if low <= m.start < sentence]
        doubtful = bool(earlier) and context.months == 1 < earlier[-1].months and not earlier[-1].every
        found.append(replace(default, unsure=doubtful))
    return found


def _reaching(folded: str, mentions: list[_Mention]) -> list[_Mention]:
    """The mentions that say when something was, each with its reach.

    What a number is only compared with ("so với quý I") holds in the brackets behind it, if there are any;
    what stands in brackets holds in them.
    """
    found: list[_Mention] = []
    taken = 0
    for mention in mentions:
        if mention.start < taken:
            continue
        taken = mention.end
        opened = folded.rfind("(", 0, mention.start)
        inside = opened >= 0 and ")" not in folded[opened : mention.start]
        if _patterns()["compared"].search(folded[max(0, mention.start - 30) : mention.start]):
            if re.match(r"\s*\(", folded[mention.end :]):
                found.append(replace(mention, until=folded.find(")", mention.end) + 1 or len(folded)))
            continue
        until = (folded.find(")", mention.end) + 1 or len(folded)) if inside else 0
        found.append(replace(mention, until=until))
    return found


def _passing(mention: _Mention, context: Context) -> bool:
    """Whether a time is named in passing, for its own sentence alone: several years, another month, or the
    year so far in a report on one month."""
    span = mention.span
    so_far = context.months == 1 < span.months
    return span.months > 12 or span.period != context.period or span.every or so_far


def compares_with_another_time(scope: Scope, index: int) -> bool:
    """Whether a change is one on the month or the quarter before, or on several years ("so với tháng trước").

    The comparison behind the number counts, up to the next number; else the last one before it in its clause.
    """
    quantity, patterns = scope.quantities[index], _patterns()
    following = scope.quantities[index + 1].start if index + 1 < len(scope.quantities) else len(scope.folded)
    behind = patterns["comparison"].search(scope.folded, quantity.end, min(following, quantity.end + 60))
    if behind and scope.rank_between(quantity.end, behind.start()) < 5:
        return patterns["other_base"].match(scope.folded, behind.start()) is not None
    low, _ = scope.sentence_bounds(quantity.start, limit=6)
    before = list(patterns["comparison"].finditer(scope.folded, low, quantity.start))
    return bool(before) and patterns["other_base"].match(scope.folded, before[-1].start()) is not None


def named_spans(folded: str, context: Context) -> list[Span]:
    """The stretches of time that folded text names, in order; other years are not among them."""
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


def _other_mentions(folded: str, context: Context) -> list[_Mention]:
    """What `_mentions` leaves to running text: other years, months by name, every year, times to come."""
    now, patterns = Period.parse(context.period), _patterns()
    found: list[_Mention] = []

    def add(match: re.Match[str], period: Period, months: int) -> None:
        found.append(_Mention(match.start(), match.end(), Span(str(period), months)))

    for match in patterns["month"].finditer(folded):
        year = int(match["year"] or now.year)
        bracket = re.match(r"\s*\(", folded[match.end() :]) and patterns["compared"].search(
            folded[max(0, match.start() - 30) : match.start()]
        )
        if year == now.year - 1 or (bracket and year == now.year and int(match["month"]) < now.month):
            add(match, Period(year, int(match["month"])), 1)
    for match in patterns["month_name"].finditer(folded):
        month = _month_names()[match["name"]]
        if month <= now.month:
            add(match, Period(now.year, month), 1)
    for match in patterns["months"].finditer(folded):
        of_year = re.match(r"\s*(?:đầu\s+)?(?:năm\s+|/\s*)?((?:19|20)\d{2})(?!\d)", folded[match.end() :])
        months = int(match["n"]) if match["n"].isdigit() else 0
        if of_year and int(of_year[1]) < now.year and 1 < months <= 12:
            add(match, Period(int(of_year[1]), months), months)
    for match in patterns["this_month"].finditer(folded):
        add(match, now, 1)
    for match in patterns["last_month"].finditer(folded):
        add(match, now.minus_months(1), 1)
    for match in patterns["so_far_alone"].finditer(folded):
        add(match, now, now.month)
    for match in patterns["year"].finditer(folded):
        lead = folded[max(0, match.start() - 24) : match.start()]
        whole = match[0].startswith(("cả", "trọn"))
        if not (whole or patterns["year_alone"].search(lead)):
            continue
        year = int(match["year"])
        if year < now.year or (whole and year == now.year and now.month < 12):
            add(match, Period(year, 12), 12)
    for match in patterns["whole_year"].finditer(folded):
        lead = folded[max(0, match.start() - 24) : match.start()]
        if now.month == 12 or patterns["whole_year_alone"].search(lead):
            add(match, Period(now.year, 12), 12)
    for match in patterns["half_year"].finditer(folded):
        if now.month >= 6:
            add(match, Period(now.year, 6), 6)
    for match in patterns["recurring"].finditer(folded):
        found.append(_Mention(match.start(), match.end(), Span(context.period, 12, every=True)))
    for match in patterns["several"].finditer(folded):
        add(match, now, 60)
    for match in patterns["coming"].finditer(folded):
        part = context.months == 12 and "cuối" in match[0]
        add(match, now if part else Period(now.year + (now.month == 12), 12), 6)
    return found
