"""Totals that a report does not state, summed from parts that it does.

Which indicator has parts is the catalogue's; that all of them must be stated is decided here: a missing
part is not zero. A derived total never takes the place of a stated one, in force or in review.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import fsum, prod

from pipeline.catalogue import Indicator, province
from pipeline.settling.keys import Key, figure_id
from pipeline.settling.records import Figure

IN_FORCE = ("accepted", "confirmed", "corrected")
WAITING = "Được cộng từ các thành phần còn chờ duyệt."


def derive_totals(
    figures: Mapping[Key, Figure], indicators: Mapping[str, Indicator], decided: Collection[Key] = ()
) -> dict[Key, Figure]:
    """The derived figures (role actual) of all keys of `figures` and `to_review` together.

    `decided` are keys that an analyst has taken out: they are not derived again. A total with a part in
    review is in review.
    """
    found = {}
    for code, indicator in indicators.items():
        if not indicator.parts:
            continue
        for place in {k._replace(indicator=code) for k in figures if k.role == "actual"}:
            if place in figures or place in decided:
                continue
            parts = [figures.get(place._replace(indicator=part)) for part in indicator.parts]
            stated = [p for p in parts if p is not None and p.value is not None]
            if len(stated) == len(parts):
                found[place] = _total(place, stated, indicators)
    return found


def _total(key: Key, parts: list[Figure], indicators: Mapping[str, Indicator]) -> Figure:
    settled = all(p.status in IN_FORCE for p in parts)
    names = " + ".join(indicators[p.indicator].short_vi for p in parts)
    rates = dict.fromkeys(p.derived for p in parts if p.derived)
    return Figure(
        figure_id=figure_id(key),
        period=key.period,
        months=key.months,
        province_id=key.province_id,
        province=province(key.province_id).name,
        indicator=key.indicator,
        role=key.role,
        value=fsum(p.value for p in parts if p.value is not None),
        unit=indicators[key.indicator].unit,
        qualifier="exact" if all(p.qualifier == "exact" for p in parts) else "about",
        status="accepted" if settled else "review",
        confidence=prod(p.confidence for p in parts),
        derived="; ".join((names, *rates)),
        reason="" if settled else WAITING,
    )
