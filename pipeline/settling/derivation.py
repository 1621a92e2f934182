"""Totals that a report does not state, summed from parts that it does.

Which indicator has parts is the catalogue's; that all of them must be stated is decided here: a missing
part is not zero. Where only a part is missing that reports often leave out, the sum of the others is shown to
the analyst, in review. A derived total never takes the place of a stated one, in force or in review.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import fsum, prod

from pipeline.catalogue import Indicator, province
from pipeline.settling.keys import Key, figure_id
from pipeline.settling.records import Figure

IN_FORCE = ("accepted", "confirmed", "corrected")
WAITING = "Được cộng từ các thành phần còn chờ duyệt."
INCOMPLETE = "Báo cáo không nêu tổng và không nêu {missing}; đây mới là tổng của {stated}."


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
            by_part = {part: figures.get(place._replace(indicator=part)) for part in indicator.parts}
            # A part that is there without a value is in dispute: that is not "left out".
            missing = [part for part, figure in by_part.items() if figure is None]
            stated = [p for p in by_part.values() if p is not None and p.value is not None]
            if len(stated) + len(missing) == len(by_part) and set(missing) <= set(indicator.optional_parts):
                found[place] = _total(place, stated, missing, indicators)
    return found


def _total(key: Key, parts: list[Figure], missing: list[str], indicators: Mapping[str, Indicator]) -> Figure:
    settled = all(p.status in IN_FORCE for p in parts)
    names = " + ".join(indicators[p.indicator].short_vi for p in parts)
    rates = dict.fromkeys(p.derived for p in parts if p.derived)
    reasons = [] if settled else [WAITING]
    if missing:
        lacking = ", ".join(indicators[part].short_vi for part in missing)
        reasons.append(INCOMPLETE.format(missing=lacking, stated=names))
        names += f" (chưa có số {lacking})"
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
        status="review" if reasons else "accepted",
        confidence=prod(p.confidence for p in parts),
        derived="; ".join((names, *rates)),
        reason=" ".join(reasons),
    )
