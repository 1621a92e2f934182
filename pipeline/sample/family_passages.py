"""Wording families as annotated passages, in the form that `doingoai evaluate` reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from pipeline.catalogue import exchange_rate

from .dates import Span
from .families import Family, load_families
from .figures import World
from .place_words import places
from .wording import Filled, Setting, fill, fits

_SPANS = (Span(2023, 6, 6), Span(2022, 12, 12), Span(2023, 7, 1), Span(2022, 6, 6), Span(2026, 6, 6))
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def passages(seed: int, held_out: bool | None = None, n: int = 4) -> Iterator[dict[str, Any]]:
    """Up to `n` renderings of every family (of the held-out or the seen ones alone, when asked), by family.

    One passage is {"id", "family", "topic", "held_out", "province", "period", "months", "text", "figures",
    "ambiguous"}; a figure is {"indicator", "role", "value", "unit", "qualifier", "period", "months",
    "quote"}. A family that fits nowhere in the made-up world gives none.
    """
    world = World(seed)
    for family in load_families():
        if held_out is not None and family.held_out != held_out:
            continue
        for number, setting in enumerate(_settings(family, world, n), start=1):
            filled = fill(family, setting, world.lot("passage", family.name, number))
            yield _passage(family, number, setting, filled)


def _settings(family: Family, world: World, n: int) -> Iterator[Setting]:
    """Settings that the family fits, spread over provinces and spans."""
    found = 0
    combinations = [(span, province_id) for span in _SPANS for province_id in sorted(places(span.last_day))]
    world.lot("settings", family.name).shuffle(combinations)
    for span, province_id in combinations:
        if found == n:
            return
        setting = Setting(world, places(span.last_day)[province_id], span, _rate(span.last_day))
        if fits(family, setting):
            found += 1
            yield setting


def _rate(day: date) -> float:
    rate = exchange_rate("USD", day.year)
    if rate is None:
        raise ValueError(f"the catalogue has no rate of the US dollar for {day.year}")
    return rate.vnd_per_unit


def _passage(family: Family, number: int, setting: Setting, filled: Filled) -> dict[str, Any]:
    return {
        "id": f"{family.name}#{number}",
        "family": family.name,
        "topic": family.topic,
        "held_out": family.held_out,
        "province": setting.place.province_id,
        "period": setting.span.period,
        "months": setting.span.months,
        "text": _text(filled),
        "figures": [
            {
                "indicator": stated.indicator,
                "role": stated.role,
                "value": stated.value,
                "unit": stated.unit,
                "qualifier": stated.qualifier,
                "period": stated.period,
                "months": stated.months,
                "quote": _superscript(stated.quote),
            }
            for stated in filled.stated
        ],
        "ambiguous": [],
    }


def _text(filled: Filled) -> str:
    """The passage with its heading above and its footnotes below, marks as superscripts."""
    lines = [*([filled.heading] if filled.heading else []), filled.text]
    lines += [f"[^{mark}] {note}" for mark, note in enumerate(filled.notes, start=1)]
    return _superscript("\n".join(lines))


def _superscript(text: str) -> str:
    return re.sub(r"\[\^(\d+)\]", lambda mark: mark[1].translate(_SUPERSCRIPTS), text)
