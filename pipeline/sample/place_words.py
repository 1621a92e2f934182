"""A province's names in running text, and the made-up words of a family's plain slots."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.catalogue import provinces_on
from pipeline.catalogue.provinces import KINDS

from .dates import Span, short_date


@dataclass(frozen=True)
class Place:
    """A province as a report of its own names it."""

    province_id: str
    name: str
    """`Đồng Nai`, `Hồ Chí Minh`."""
    kind: str
    """`tỉnh` or `thành phố`."""
    committee: str
    """`Tỉnh ủy` or `Thành ủy`."""
    full: str
    """`tỉnh Đồng Nai`, `thành phố Hồ Chí Minh`."""
    title: str
    """`Tỉnh ủy Đồng Nai`, `Thành ủy TP Hồ Chí Minh`."""


@cache
def names() -> dict[str, Any]:
    """The made-up names of `names.yaml`."""
    return yaml.safe_load(Path(__file__).with_name("names.yaml").read_text(encoding="utf-8"))


@cache
def places(day: date) -> dict[str, Place]:
    """The provinces that exist on a day, by province_id."""
    return {
        entry.province_id: Place(
            entry.province_id,
            entry.bare_name,
            KINDS[entry.kind],
            entry.committee,
            entry.full_name,
            entry.title,
        )
        for entry in provinces_on(day)
    }


def day_within(span: Span, lot: random.Random) -> date:
    """Some day of the span."""
    return span.first_day + timedelta(days=lot.randrange((span.last_day - span.first_day).days - 9))


def document(span: Span, lot: random.Random) -> str:
    """`Kế hoạch số 123/KH-UBND ngày 15/3/2023`, made up."""
    form = lot.choice(names()["documents"])
    joint = "-" if form["symbol"].endswith("-TU") else "/"
    symbol = form["symbol"].removesuffix("-TU") + "/TU" if joint == "-" else form["symbol"]
    day = short_date(day_within(span, lot))
    return f"{form['kind']} số {lot.randint(12, 980)}{joint}{symbol}{lot.choice((' ngày', ', ngày'))} {day}"


def plain_word(name: str, place: Place, span: Span, lot: random.Random) -> str:
    """What is printed for a plain slot. KeyError for a name that `families.PLAIN_SLOTS` does not hold."""
    pools = {"country": "countries", "partner": "partners", "ngo": "organisations", "company": "companies"}
    if name in pools:
        return str(lot.choice(names()[pools[name]]))
    if name == "other_province":
        return _other(place, span, lot).full
    if name == "document":
        return document(span, lot)
    if name == "date":
        return short_date(day_within(span, lot))
    if name == "month":
        return str(lot.randint(span.end - span.months + 1, span.end))
    if name in ("Province", "Kind"):
        word = place.full if name == "Province" else place.kind
        return word[0].upper() + word[1:]
    return {
        "period": span.name(),
        "Period": f"Trong {span.name()}",
        "period_prev": span.previous.name(),
        "year": str(span.year),
        "year_prev": str(span.year - 1),
        "province": place.full,
        "province_name": place.name,
        "kind": place.kind,
        "committee": place.committee,
    }[name]


def _other(place: Place, span: Span, lot: random.Random) -> Place:
    others = [other for other in places(span.last_day).values() if other.name != place.name]
    return lot.choice(sorted(others, key=lambda other: other.province_id))
