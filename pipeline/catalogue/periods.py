"""Periods, and what is expected of them: how many months a report covers, by when it is due.

Calendar arithmetic and Vietnamese labels of periods belong here; which submissions came does not.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.catalogue.entries import CatalogueError, Entry, entries, read_yaml

_QUARTERS = {3: "I", 6: "II", 9: "III", 12: "IV"}


@dataclass(frozen=True, order=True)
class Period:
    """The month in which the reported time ends. How long that time is goes beside it, as `months`."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that "2017-06" names. Raises `ValueError` that says what a period looks like."""
        match = re.fullmatch(r"(\d{4})-(\d{2})", text.strip())
        if match is None or not 1 <= int(match[2]) <= 12 or int(match[1]) < 1900:
            raise ValueError(
                f"{text!r} is no period: write the year and month in which it ends, as in 2017-06"
            )
        return cls(int(match[1]), int(match[2]))

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def same_period_last_year(self) -> Period:
        """Twelve months before."""
        return Period(self.year - 1, self.month)

    def first_day(self, months: int) -> date:
        """The first day of a reported time of `months` (1 or more) that ends with this period."""
        first = self.minus_months(_at_least_one(months) - 1)
        return date(first.year, first.month, 1)

    def minus_months(self, months: int) -> Period:
        """The period `months` before (after, when negative)."""
        year, month = divmod(self.year * 12 + self.month - 1 - months, 12)
        return Period(year, month + 1)

    def label_vi(self, months: int) -> str:
        """ "6 tháng đầu năm 2017", "năm 2017", "quý I năm 2018", "tháng 7 năm 2023" …

        The month is padded for January and February only (Nghị định 30/2020/NĐ-CP, Phụ lục I).
        """
        month, year = f"{self.month:02d}" if self.month < 3 else str(self.month), f"năm {self.year}"
        if _at_least_one(months) == 1:
            return f"tháng {month} {year}"
        if months == 12 and self.month == 12:
            return year
        if months == 3 and self.month in _QUARTERS:
            return f"quý {_QUARTERS[self.month]} {year}"
        if months == self.month:
            return f"{months} tháng đầu {year}"
        if months == 6 and self.month == 12:
            return f"6 tháng cuối {year}"
        first = self.minus_months(months - 1)
        return f"{first.label_vi(1).removesuffix(f' {year}')} đến tháng {month} {year}"

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True)
class Request:
    """The letter in which the commission asked for a period's reports."""

    number: str
    date: date

    @property
    def label_vi(self) -> str:
        """ "Công văn số 7594-CV/BĐNTW, ngày 22/5/2023"."""
        month = f"{self.date.month:02d}" if self.date.month < 3 else str(self.date.month)
        return f"Công văn số {self.number}, ngày {self.date.day:02d}/{month}/{self.date.year}"


@dataclass(frozen=True)
class Expected:
    """What is expected of a period."""

    period: str
    months: int
    deadline: date | None
    request: Request | None
    source: str
    """Where the months and the deadline come from, or that they are an assumption."""


def expected(period: str) -> Expected | None:
    """What is expected of `period` ("2017-06"), or None when nothing is.

    Raises `ValueError` for what is no period, `CatalogueError` for bad data.
    """
    parsed = Period.parse(period)
    by_month, by_period = _calendar()
    if found := by_period.get(str(parsed)):
        return found
    if rule := by_month.get(parsed.month):
        months, day, source = rule
        return Expected(str(parsed), months, date(parsed.year, parsed.month, day), None, source)
    return None


@cache
def _calendar() -> tuple[dict[int, tuple[int, int, str]], dict[str, Expected]]:
    file = read_yaml("periods.yaml")
    by_month = {}
    for rule in entries(file, "every_year", "month"):
        month = rule.integer("month", 1, 12)
        by_month[month] = (
            rule.integer("months", 1, 12),
            rule.integer("deadline_day", 1, 28),
            rule.text("source"),
        )
        rule.done()
    by_period = {}
    for entry in entries(file, "periods", "period"):
        read = _expected(entry)
        by_period[read.period] = read
    file.done()
    return by_month, by_period


def _expected(entry: Entry) -> Expected:
    try:
        period = Period.parse(entry.text("period"))
    except ValueError as error:
        raise entry.error(str(error)) from None
    read = Expected(
        period=str(period),
        months=entry.integer("months", 1, 12),
        deadline=entry.day("deadline"),
        request=_request(entry.entry("request")),
        source=entry.text("source"),
    )
    entry.done()
    if read.deadline and read.deadline < period.first_day(1):
        raise entry.error("the deadline is before the period's last month")
    return read


def _request(entry: Entry | None) -> Request | None:
    if entry is None:
        return None
    number, day = entry.text("number"), entry.day("date")
    if day is None:
        raise CatalogueError(entry.file, entry.name, "'date' is missing")
    entry.done()
    return Request(number, day)


def _at_least_one(months: int) -> int:
    if months < 1:
        raise ValueError(f"a reported time has 1 month or more, not {months}")
    return months
