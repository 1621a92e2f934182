"""The summary's model: everything that a period's papers print, read once from the published warehouse.

Frozen shapes and the counts that follow from them belong here; no SQL (`load.py`), no wording
(`sentences.py`), no layout. Every paper (docx, html, appendix, workbook) is written from one `Summary`, so
that they can not disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pipeline.catalogue import IssuingBody

Direction = Literal["up", "down", "equal", "no_data", "no_report"]
DIRECTIONS: tuple[Direction, ...] = ("up", "down", "equal", "no_data", "no_report")
Row = Mapping[str, object]


@dataclass(frozen=True)
class ProvinceStatus:
    """One province that exists on the period's last day, and whether its report came."""

    province_id: str
    name: str
    title: str
    """How the appendix calls its committee: "Tỉnh ủy Hưng Yên", "Thành ủy TP Hồ Chí Minh"."""
    region: str
    submitted: bool
    readable: bool
    sent_date: date | None
    received_date: date | None
    on_time: bool | None
    """None when it is not known: no deadline, or no date."""
    days_late: int | None
    document_number: str
    note: str


@dataclass(frozen=True)
class Comparison:
    """One province's value of one indicator against the year before."""

    province_id: str
    province: str
    indicator: str
    value: float | None
    base: float | None
    base_source: str
    change: float | None
    change_pct: float | None
    direction: Direction
    in_review: bool
    """A value was found and awaits confirmation."""
    applicable: bool
    breaks: bool
    """The base is summed over the predecessors of a merged province."""
    stated_base: float | None = None
    """The base that this report states, when it differs too much from last year's own figure."""
    direction_stated: bool = False
    """The report says only that it rose or fell, without the figures: direction and percent are its words."""


@dataclass(frozen=True)
class IndicatorTotal:
    """The sum of one indicator over the provinces that state it, and the matched panel."""

    indicator: str
    name: str
    unit: str
    topic: str
    additive: bool
    """False: a sum over provinces counts some things twice, `note` says how."""
    note: str
    total: float | None
    n_with_data: int
    n_submitted: int
    n_provinces: int
    matched_total: float | None
    matched_base: float | None
    matched_n: int
    previous_total: float | None = None
    """The sum over all reporters a year earlier, whoever they were; None when there is none."""
    previous_n: int | None = None
    previous_change_pct: float | None = None
    """Change on `previous_total` in percent: of all reporters, not of the same provinces."""
    derived_n: int = 0
    """How many of the values are derived, not stated as such by the report."""

    @property
    def matched_change(self) -> float | None:
        """Change of the provinces with a figure in both years."""
        if self.matched_total is None or self.matched_base is None or not self.matched_n:
            return None
        return self.matched_total - self.matched_base

    @property
    def matched_change_pct(self) -> float | None:
        """The same in percent; None on a base of zero."""
        if self.matched_change is None or not self.matched_base:
            return None
        return self.matched_change / self.matched_base * 100


@dataclass(frozen=True)
class FigureTables:
    """Rows as the warehouse has them, column by column, for the workbook of figures."""

    figures: tuple[Row, ...]
    to_review: tuple[Row, ...]
    status: tuple[Row, ...]
    year_on_year: tuple[Row, ...]
    totals: tuple[Row, ...]
    period: str = ""
    sample: bool = False


@dataclass(frozen=True)
class Summary:
    """A period of the nation, as of a day."""

    period: str
    months: int
    as_of: date | None
    """The cut-off asked for, or the last day on which a report was received; None when none came."""
    sample: bool
    edition: str
    body: IssuingBody
    """Who issues on that day, and the form of its papers."""
    deadline: date | None
    provinces: tuple[ProvinceStatus, ...]
    """Every province that exists on the period's last day: N of them, in Vietnamese order."""
    totals: Mapping[str, IndicatorTotal]
    comparisons: Mapping[str, tuple[Comparison, ...]]
    """By indicator: one row for each of the N provinces, in Vietnamese order."""
    review_reasons: tuple[tuple[str, int], ...]
    """Why figures await confirmation and how many of them, most frequent first."""
    review_by_indicator: tuple[tuple[str, int], ...]
    conversions: tuple[tuple[str, int], ...]
    """How amounts were converted ("quy đổi 23.790 VND/USD") and how many of them."""
    rate_sources: tuple[str, ...]
    """The exchange rates of the year that were used, with their source, ready to print."""
    tables: FigureTables
    other_totals: Mapping[int, Mapping[str, IndicatorTotal]] = field(default_factory=dict)
    """Totals of other lengths of time than `months` (a month beside the year to date), by that length."""

    @property
    def submitted(self) -> tuple[ProvinceStatus, ...]:
        """The provinces whose report came."""
        return tuple(p for p in self.provinces if p.submitted)

    @property
    def missing(self) -> tuple[ProvinceStatus, ...]:
        """The provinces whose report did not come."""
        return tuple(p for p in self.provinces if not p.submitted)

    @property
    def n(self) -> int:
        """Provinces whose report came: the denominator of what reports say."""
        return len(self.submitted)

    @property
    def n_provinces(self) -> int:
        """N: provinces that exist on the period's last day."""
        return len(self.provinces)

    @property
    def in_review(self) -> int:
        """Figures that await confirmation and are in no total."""
        return len(self.tables.to_review)

    @property
    def has_figures(self) -> bool:
        """Whether any total can be printed."""
        every = (self.totals, *self.other_totals.values())
        return any(total.n_with_data for totals in every for total in totals.values())

    def directions(self, indicator: str) -> dict[Direction, int]:
        """Provinces by direction: up + down + equal + no_data = n, with no_report = N.

        Raises ValueError when the rows do not add up, since then a printed share would be wrong.
        """
        found = dict.fromkeys(DIRECTIONS, 0)
        for row in self.comparisons.get(indicator, ()):
            found[row.direction] += 1
        if self.comparisons.get(indicator) and (
            sum(found.values()) != self.n_provinces or found["no_report"] != len(self.missing)
        ):
            raise ValueError(
                f"{indicator}: tăng + giảm + tương đương + không có số liệu = "
                f"{sum(found.values()) - found['no_report']}, khác số địa phương đã gửi báo cáo ({self.n})"
            )
        return found
