"""The catalogue as Arrow tables, for the models to join: provinces, indicators, rates, and the calendar.

Only the shape of these tables belongs here. What they say is `pipeline.catalogue`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import pyarrow as pa

from pipeline.catalogue import (
    Period,
    exchange_rates,
    expected,
    indicators,
    lineage,
    predecessors,
    province,
    provinces,
    provinces_on,
    region_of,
    regions,
    vietnamese_sort_key,
)
from pipeline.warehouse.arrow_tables import arrow_table

_TEXT, _DAY, _WHOLE, _REAL, _FLAG = pa.string(), pa.date32(), pa.int64(), pa.float64(), pa.bool_()


@cache
def fixed_tables() -> dict[str, pa.Table]:
    """The tables that do not depend on which periods there are, by name."""
    return {
        "provinces": _provinces(),
        "province_lineage": _table(
            {"from_id": _TEXT, "to_id": _TEXT, "date": _DAY},
            ((link.from_id, link.to_id, link.date) for link in lineage()),
        ),
        "regions": _table(
            {"region": _TEXT, "valid_from": _DAY, "valid_to": _DAY, "province_id": _TEXT},
            ((r.name, r.valid_from, r.valid_to, member) for r in regions() for member in r.members),
        ),
        "indicators": _indicators(),
        "exchange_rates": _table(
            {"currency": _TEXT, "year": _WHOLE, "vnd_per_unit": _REAL, "source": _TEXT, "state": _TEXT},
            ((r.currency, r.year, r.vnd_per_unit, r.source, r.state) for r in exchange_rates()),
        ),
    }


def calendar_tables(periods: Sequence[str]) -> dict[str, pa.Table]:
    """`periods`, `provinces_on` and `base_units` (the units of a year earlier) for the periods given."""
    rows = [row for period in periods for row in _calendar(period)[0]]
    units = [row for period in periods for row in _calendar(period)[1]]
    bases = [row for period in periods for row in _calendar(period)[2]]
    return {
        "periods": _table(
            {
                "period": _TEXT,
                "last_day": _DAY,
                "base_period": _TEXT,
                "expected_months": _WHOLE,
                "deadline": _DAY,
                "request": _TEXT,
                "source": _TEXT,
            },
            rows,
        ),
        "provinces_on": _table(
            {
                "period": _TEXT,
                "province_id": _TEXT,
                "name": _TEXT,
                "title": _TEXT,
                "region": _TEXT,
                "sort_order": _WHOLE,
            },
            units,
        ),
        "base_units": _table(
            {
                "period": _TEXT,
                "province_id": _TEXT,
                "base_period": _TEXT,
                "base_id": _TEXT,
                "base_name": _TEXT,
                "n_units": _WHOLE,
                "is_break": _FLAG,
            },
            bases,
        ),
    }


@cache
def _calendar(period: str) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    now = Period.parse(period)
    then = now.same_period_last_year
    asked = expected(period)
    calendar = (
        period,
        now.last_day,
        str(then),
        asked.months if asked else None,
        asked.deadline if asked else None,
        asked.request.label_vi if asked and asked.request else None,
        asked.source if asked else None,
    )
    units, bases = [], []
    ordered = sorted(provinces_on(now.last_day), key=lambda p: vietnamese_sort_key(p.bare_name))
    for place, unit in enumerate(ordered, start=1):
        region = region_of(unit.province_id, now.last_day)
        units.append((period, unit.province_id, unit.name, unit.title, region, place))
        early = predecessors(unit.province_id, now.last_day, then.last_day)
        for base_id in early:
            base = (base_id, province(base_id).name, len(early), early != (unit.province_id,))
            bases.append((period, unit.province_id, str(then), *base))
    return [calendar], units, bases


def _provinces() -> pa.Table:
    ordered = sorted(provinces(), key=lambda p: vietnamese_sort_key(p.bare_name))
    return _table(
        {
            "province_id": _TEXT,
            "code": _TEXT,
            "name": _TEXT,
            "kind": _TEXT,
            "committee": _TEXT,
            "title": _TEXT,
            "region": _TEXT,
            "valid_from": _DAY,
            "valid_to": _DAY,
            "sort_order": _WHOLE,
        },
        (
            (
                *(p.province_id, p.code, p.name, p.kind, p.committee, p.title, p.region),
                *(p.valid_from, p.valid_to, place),
            )
            for place, p in enumerate(ordered, start=1)
        ),
    )


def _indicators() -> pa.Table:
    return _table(
        {
            "indicator": _TEXT,
            "name_vi": _TEXT,
            "unit": _TEXT,
            "kind": _TEXT,
            "topic": _TEXT,
            "additivity": _TEXT,
            "sum_over_provinces": _FLAG,
            "sum_over_time": _FLAG,
            "note_vi": _TEXT,
            "short_vi": _TEXT,
            "noun_vi": _TEXT,
            "parts": pa.list_(_TEXT),
            "sort_order": _WHOLE,
        },
        (
            (
                *(
                    i.code,
                    i.name_vi,
                    i.unit,
                    i.kind,
                    i.topic,
                    _additivity(i.sum_over_provinces, i.sum_over_time),
                ),
                *(
                    i.sum_over_provinces,
                    i.sum_over_time,
                    i.note_vi,
                    i.short_vi,
                    i.noun_vi,
                    list(i.parts),
                    place,
                ),
            )
            for place, i in enumerate(indicators().values(), start=1)
        ),
    )


def _additivity(over_provinces: bool, over_time: bool) -> str:
    if over_provinces and over_time:
        return "provinces and time"
    if over_provinces:
        return "provinces"
    return "time" if over_time else "none"


def _table(columns: dict[str, pa.DataType], rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    return arrow_table(pa.schema(list(columns.items())), rows)
