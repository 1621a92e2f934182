"""Vietnamese dates as reports print them, and the names of a reported time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.catalogue import Period


@dataclass(frozen=True)
class Span:
    """`months` months that end with month `end` of `year`."""

    year: int
    end: int
    months: int

    @classmethod
    def of(cls, period: str, months: int) -> Span:
        """The span of a period key: `2023-06` with 6 is January to June 2023."""
        year, end = period.split("-")
        return cls(int(year), int(end), months)

    @property
    def period(self) -> str:
        """The period key, `YYYY-MM`."""
        return f"{self.year}-{self.end:02d}"

    @property
    def previous(self) -> Span:
        """The same months a year earlier."""
        return Span(self.year - 1, self.end, self.months)

    @property
    def year_to_date(self) -> Span:
        """January to the span's end."""
        return Span(self.year, self.end, self.end)

    def covers(self, year: int, month: int) -> bool:
        """Whether a month lies in the span."""
        return year == self.year and self.end - self.months < month <= self.end

    @property
    def first_day(self) -> date:
        """The first day of the span."""
        return Period(self.year, self.end).first_day(self.months)

    @property
    def last_day(self) -> date:
        """The last day of the span."""
        return Period(self.year, self.end).last_day

    def name(self) -> str:
        """`6 tháng đầu năm 2023`, `năm 2022`, `tháng 7 năm 2023`."""
        return Period(self.year, self.end).label_vi(self.months)


def long_date(day: date) -> str:
    """`ngày 05 tháng 7 năm 2023`: two digits for days and for months 1 and 2 (Nghị định 30/2020/NĐ-CP)."""
    return f"ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def short_date(day: date) -> str:
    """`05/7/2023`."""
    return f"{day.day:02d}/{_month(day)}/{day.year}"


def _month(day: date) -> str:
    return f"{day.month:02d}" if day.month <= 2 else str(day.month)
