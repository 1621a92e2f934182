"""What a province reported in earlier periods, for the rules that look back.

Looking up and simple arithmetic over figures in force. Which rule asks for what is data
(`catalogue/rules.yaml`); publishing a change on last year is the warehouse's work, not this.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.catalogue import Period, indicators, predecessors
from pipeline.catalogue.rules import History
from pipeline.settling.derivation import IN_FORCE
from pipeline.settling.keys import Key
from pipeline.settling.records import Figure

Current = Callable[[Key], Figure | None]
"""This period's figure of a key."""


@dataclass(frozen=True)
class Earlier:
    """A value of earlier periods, and the figures that it was taken from (oldest first)."""

    value: float
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Past:
    """The figures in force of the periods before `period`."""

    period: Period
    by_key: Mapping[Key, Figure]
    series: Mapping[tuple[str, str, str], tuple[Figure, ...]]
    """(province, indicator, role) → its figures, oldest first."""


def past_of(history: Sequence[Figure], period: str) -> Past:
    """`history` made ready; figures in review and those of `period` or later are left out."""
    now = Period.parse(period)
    known = sorted(
        (f for f in history if f.status in IN_FORCE and f.value is not None and Period.parse(f.period) < now),
        key=lambda f: (f.period, f.months),
    )
    series: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in known:
        series.setdefault((figure.province_id, figure.indicator, figure.role), []).append(figure)
    by_key = {Key(f.period, f.months, f.province_id, f.indicator, f.role): f for f in known}
    return Past(now, by_key, {name: tuple(found) for name, found in series.items()})


def last_year(past: Past, key: Key) -> Earlier | None:
    """What was reported a year earlier; across a merger the sum over all predecessors, or nothing."""
    then = past.period.same_period_last_year
    units = predecessors(key.province_id, past.period.last_day, then.last_day)
    found = [_at(past, key._replace(province_id=unit), then) for unit in units]
    stated = [f for f in found if f is not None]
    return _sum(stated) if stated and len(stated) == len(units) else None


def last_period(past: Past, key: Key) -> Earlier | None:
    """A flow: its latest year to date of the same year. A stock: what it was last."""
    found = [f for f in _series(past, key) if _is_stock(key) or (_from_january(f) and _same_year(past, f))]
    return _sum(found[-1:]) if found and (_is_stock(key) or _to_date(key)) else None


def month_before(past: Past, key: Key) -> Earlier | None:
    """A flow's year to date up to the month before (nothing in January)."""
    before = past.period.minus_months(1)
    if before.year != past.period.year or not _to_date(key):
        return None
    figure = past.by_key.get(key._replace(period=str(before), months=before.month))
    return None if figure is None else _sum([figure])


def twelve_months(past: Past, key: Key, current: Current) -> Earlier | None:
    """A flow over the twelve months up to the period: this year's, and last year's without the same
    months.
    """
    now = current(key)
    if now is None or now.value is None or not _to_date(key):
        return None
    if key.months == 12:
        return Earlier(now.value, (now,))
    year = Period(past.period.year - 1, 12)
    whole = past.by_key.get(key._replace(period=str(year), months=12))
    same = past.by_key.get(key._replace(period=str(past.period.same_period_last_year)))
    if whole is None or same is None or whole.value is None or same.value is None:
        return None
    return Earlier(whole.value - same.value + now.value, (same, whole, now))


def own_median(past: Past, key: Key, room: History) -> Earlier | None:
    """The median of the province's own comparable periods, when there are enough of them."""
    found = _comparable(past, key)
    if len(found) < room.periods:
        return None
    return Earlier(median(_values(found)), found)


def own_spread(past: Past, key: Key, room: History) -> Earlier | None:
    """The median absolute deviation of the same periods, raised to the floors of `room`."""
    middle = own_median(past, key, room)
    if middle is None:
        return None
    deviation = median(abs(value - middle.value) for value in _values(middle.figures))
    floor = max(room.floor_share * abs(middle.value), room.floor[indicators()[key.indicator].unit])
    return Earlier(max(deviation, floor), middle.figures)


def _comparable(past: Past, key: Key) -> tuple[Figure, ...]:
    stock = _is_stock(key)
    month = past.period.month
    return tuple(
        f
        for f in _series(past, key)
        if stock or (f.months == key.months and Period.parse(f.period).month == month)
    )


def _series(past: Past, key: Key) -> tuple[Figure, ...]:
    return past.series.get((key.province_id, key.indicator, key.role), ())


def _at(past: Past, key: Key, then: Period) -> Figure | None:
    exact = past.by_key.get(key._replace(period=str(then)))
    if exact is not None or not _is_stock(key):
        return exact
    # A stock is the same however long the reported time is.
    return next((f for f in reversed(_series(past, key)) if f.period == str(then)), None)


def _sum(figures: Sequence[Figure]) -> Earlier:
    return Earlier(sum(_values(figures)), tuple(figures))


def _values(figures: Sequence[Figure]) -> list[float]:
    return [f.value for f in figures if f.value is not None]


def _is_stock(key: Key) -> bool:
    return indicators()[key.indicator].kind == "stock"


def _to_date(key: Key) -> bool:
    return key.months == Period.parse(key.period).month


def _from_january(figure: Figure) -> bool:
    return figure.months == Period.parse(figure.period).month


def _same_year(past: Past, figure: Figure) -> bool:
    return Period.parse(figure.period).year == past.period.year
