"""Finds the periods that a subject or a sentence names, and which of them is the one reported on.

The ways to state a period are data (`submissions.yaml`); the calendar is `pipeline.catalogue.Period`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.catalogue.submission_cues import PeriodPattern, submission_cues


@dataclass(frozen=True)
class Stated:
    """A period as a text names it: `year` is None when the text does not say it."""

    year: int | None
    month: int
    months: int
    form: str
    start: int
    future: bool = False

    def period(self, year: int | None) -> str:
        """ "2023-06", with `year` where the text has none; empty when neither has."""
        known = self.year or year
        return f"{known:04d}-{self.month:02d}" if known else ""


def stated_periods(text: str, where: Literal["text", "name"] = "text") -> tuple[Stated, ...]:
    """The periods in a folded text, in order, no two on the same words; dates are none.

    What follows "phương hướng" or ", nhiệm vụ" is `future` when something was named before it.
    """
    found: list[Stated] = []
    taken: list[tuple[int, int]] = []
    for pattern, compiled in _patterns():
        if where not in pattern.where:
            continue
        for match in compiled.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken) or _is_date(text, match):
                continue
            taken.append(match.span())
            stated = _stated(pattern, match)
            if stated and not _is_base(text, match):
                found.append(stated)
    found.sort(key=lambda s: s.start)
    cut = min((m.start() for p in submission_cues().future if (m := re.search(p, text))), default=len(text))
    return tuple(
        Stated(s.year, s.month, s.months, s.form, s.start, s.start > cut) if s.start > cut else s
        for s in found
    )


def reported(
    text: str, year: int | None, prefer: str, where: Literal["text", "name"] = "text"
) -> tuple[str, int]:
    """The (period, months) that a subject reports on, or ("", 0).

    The longest one that ends with `prefer` (the period asked for), else the first. A year that the text does
    not say is that of another mention in it, else `year`. When only the plan's half is named ("phương hướng 6
    tháng cuối năm 2023"), the reported half is the one before it.
    """
    mentions = stated_periods(text, where)
    named = [s.year for s in mentions if s.year and not s.future] or [s.year for s in mentions if s.year]
    year = named[0] if named else year
    past = [(s.period(year), s.months) for s in mentions if not s.future]
    past = [p for p in past if p[0]]
    if fitting := [p for p in past if p[0] == prefer]:
        return max(fitting, key=lambda p: p[1])
    if past:
        return past[0]
    for s in mentions:
        if s.form == "second_half" and (s.year or year):
            return f"{s.year or year:04d}-06", 6
    return "", 0


def mostly_reported(text: str, prefer: str) -> tuple[str, int]:
    """The (period, months) that the body of a paper speaks of most as past, or ("", 0).

    A bare year counts only after "trong", "cả", "hết": others are years of laws and of comparison.
    """
    counts: Counter[tuple[str, int]] = Counter()
    for s in stated_periods(text):
        if s.form == "second_half" or s.year is None:
            continue
        before = text[max(0, s.start - 8) : s.start]
        if s.form == "year" and not re.search(r"\b(trong|ca|het)\s$", before):
            continue
        counts[s.period(None), s.months] += 1
    if not counts:
        return "", 0
    return max(counts, key=lambda key: (counts[key], key[0] == prefer, key[1]))


@cache
def _patterns() -> tuple[tuple[PeriodPattern, re.Pattern[str]], ...]:
    return tuple((p, re.compile(p.pattern)) for p in submission_cues().periods)


def _is_date(text: str, match: re.Match[str]) -> bool:
    """ "ngày 05 tháng 7 năm 2023" and "ngày … tháng 3 năm 2025" are dates, their month is no period."""
    return bool(
        re.search(
            r"\bngay\W{0,4}[\d.…_]{0,6}\W{0,3}(thang\W{0,3}[\d.…_]{0,6}\W{0,3})?$",
            text[: match.start()][-24:],
        )
    )


def _is_base(text: str, match: re.Match[str]) -> bool:
    """ "so với cùng kỳ năm 2021" is what a value is compared with."""
    return bool(re.search(submission_cues().comparison, text[max(0, match.start() - 30) : match.start()]))


def _stated(pattern: PeriodPattern, match: re.Match[str]) -> Stated | None:
    groups = match.groupdict()
    written = groups.get("y") or groups.get("y2")
    year = int(written) if written else None
    form = pattern.form
    if form == "year":
        return Stated(year, 12, 12, form, match.start())
    if form == "second_half":
        return Stated(year, 12, 6, form, match.start())
    if form == "first_half":
        return Stated(year, 6, 6, form, match.start())
    if form == "month":
        return Stated(year, int(groups["m"]), 1, form, match.start())
    if form == "quarter":
        return Stated(year, 3 * _number(groups["q"]), 3, form, match.start())
    months = _number(groups["n"])
    return Stated(year, months, months, form, match.start()) if 1 <= months <= 12 else None


def _number(written: str) -> int:
    return int(written) if written.isdigit() else submission_cues().number_words[written]
