"""Finds a figure of the period whose own sentence dates it outside the period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.catalogue import Period, indicators
from pipeline.catalogue.text_rules import TextRule
from pipeline.extraction.quantities import Quantity
from pipeline.settling.readings import Reading
from pipeline.settling.seen import Seen
from pipeline.settling.statements import Statement

_DAY = (
    r"(?P<day{0}>\d{{1,2}})\s*(?:[/.-]\s*|\s+tháng\s+)(?P<month{0}>\d{{1,2}})"
    r"(?:\s*[/.-]\s*|\s+năm\s+)(?P<year{0}>(?:19|20)\d{{2}})(?!\d)"
)
_DATED = re.compile(
    r"(?:ngày\s+)?(?<![\d/.,-])"
    + _DAY.format("")
    + r"(?P<range>\s*(?:-|đến)\s*(?:hết\s+)?(?:ngày\s+)?"
    + _DAY.format("2")
    + ")?"
)
_PAPER = re.compile(r"(?:số\s*)?\d+[\w/]*[/-][^\W\d][\w/-]*\s*,?\s*$")
"""The number of a paper right before its date: "số 107/KH-UBND ngày 25/4/2023"."""
_BEFORE = 40


def dates_outside(rule: TextRule, statement: Statement) -> Iterator[Seen]:
    """A day outside the reported time, behind a flow of the period in one sentence, that says when it
    happened.

    Only where the figure is the nearest quantity before the day, and the day stands right behind a word of
    an event.
    """
    for match in _DATED.finditer(statement.folded):
        before = statement.folded[max(0, match.start() - _BEFORE) : match.start()]
        happened = _happened(rule, before)
        near = _nearest(statement, match.start(), rule.numbers["reach"])
        if not happened or near is None:
            continue
        quantity, reading = near
        between = statement.folded[quantity.end : match.start()]
        if rule.words["other"].search(between):
            continue
        first, last = _window(rule, reading)
        days = [d for d in (_day(match, ""), _day(match, "2")) if d is not None]
        if days and (max(days) < first or min(days) > last):
            months = reading.candidate.months or reading.key.months
            opened = Period.parse(reading.key.period).first_day(months)
            closed = Period.parse(reading.key.period).last_day
            named = indicators()[reading.key.indicator].name_vi
            printed = statement.text[quantity.start : quantity.end]
            yield Seen(
                quote=statement.text[quantity.start : match.end()],
                start=quantity.start,
                says={
                    "stated": f"“{printed}” ({named})",
                    "from": f"{opened:%d/%m/%Y}",
                    "to": f"{closed:%d/%m/%Y}",
                    "date": " – ".join(f"{d:%d/%m/%Y}" for d in days),
                },
                expected=f"ngày trong khoảng {opened:%d/%m/%Y} – {closed:%d/%m/%Y}",
                readings=(reading,),
            )


def _happened(rule: TextRule, before: str) -> bool:
    """Whether a word of an event stands right before the day, and no paper's number."""
    words = re.sub(r"[\s(,]*(?:vào\s+)?(?:ngày\s*)?$", "", before)
    event = next((m for m in rule.words["event"].finditer(words) if m.end() >= len(words.rstrip())), None)
    return event is not None and not _PAPER.search(before) and not rule.words["other"].search(words[-25:])


def _nearest(statement: Statement, end: int, reach: int) -> tuple[Quantity, Reading] | None:
    """The quantity nearest before `end` in its sentence, when it is a flow that the province did in the
    period.
    """
    low = max(statement.sentence_start(end), end - reach)
    before = [q for q in statement.between(low, end) if q.end <= end]
    reading = statement.reading_of(before[-1]) if before else None
    if reading is None or reading.key.role != "actual" or reading.value == 0:
        return None
    return (before[-1], reading) if indicators()[reading.key.indicator].kind == "flow" else None


def _window(rule: TextRule, reading: Reading) -> tuple[date, date]:
    period = Period.parse(reading.key.period)
    first = period.first_day(reading.key.months) - timedelta(days=rule.numbers["days_before"])
    return first, period.last_day + timedelta(days=rule.numbers["days_after"])


def _day(match: re.Match[str], which: str) -> date | None:
    """The day named, or None when there is no such day ("30/02/2023")."""
    if match[f"year{which}"] is None:
        return None
    try:
        return date(int(match[f"year{which}"]), int(match[f"month{which}"]), int(match[f"day{which}"]))
    except ValueError:
        return None
