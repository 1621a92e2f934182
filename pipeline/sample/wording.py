"""Fills a family's slots with a province's figures, and notes what the printed words state.

Whether a family fits a report belongs here too: its length, its sign, its zeros, and that a rounded number
still says what the world holds. Which families a report takes belongs to `report`.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from decimal import Decimal

from . import number_styles as numbers
from .dates import Span
from .families import CHANGE_STYLES, Family, FigureSlot, NoiseSlot, slots, unit_of
from .figures import World
from .place_words import Place, plain_word

ROUNDING = 0.004
"""A rounded amount may lie this far from the world's: evaluation and settling take 0.5 % for agreement."""

_HEDGES = (
    ("over", ("trên", "hơn")),
    ("under", ("gần", "dưới")),
    ("about", ("khoảng", "xấp xỉ", "ước khoảng", "chừng")),
)


@dataclass(frozen=True)
class Stated:
    """One figure as the printed words state it: amounts in the currency of the text."""

    indicator: str
    role: str
    value: float
    unit: str
    qualifier: str
    period: str
    months: int
    quote: str
    printed: str
    family: str = ""
    held_out: bool = False

    @property
    def key(self) -> tuple[str, str, int]:
        """What may be stated once in a report."""
        return (self.indicator, self.role, self.months)


@dataclass(frozen=True)
class Setting:
    """For whom and for when a family is filled."""

    world: World
    place: Place
    span: Span
    rate: float
    """VND for one USD in the year."""


@dataclass(frozen=True)
class Filled:
    """A family in print: `text` keeps its footnote marks `[^1]`, which count into `notes`."""

    text: str
    notes: tuple[str, ...]
    stated: tuple[Stated, ...]
    heading: str = ""


def fits(family: Family, setting: Setting) -> bool:
    """Whether the family's words are true and usual for this report."""
    span = setting.span
    if family.months and span.months not in family.months:
        return False
    if span.months not in family.months and any(slot.year_to_date for slot in family.figure_slots):
        return False
    if (family.since and span.period < family.since) or (family.until and span.period > family.until):
        return False
    world, province_id = setting.world, setting.place.province_id
    if any(world.actual(province_id, indicator, span) != 0 for indicator in family.states_zero):
        return False
    return all(_fits_slot(family, slot, setting) for slot in family.figure_slots)


def fill(family: Family, setting: Setting, lot: random.Random) -> Filled:
    """The family printed for this report. The caller has asked `fits`."""
    stated: list[Stated] = []
    text = _filled(family, family.passage, setting, lot, stated)
    notes = tuple(_filled(family, note, setting, lot, stated) for note in family.footnotes)
    for indicator in family.states_zero:
        stated.append(_zero(family, indicator, setting, text))
    return Filled(text, notes, tuple(stated), family.heading)


def _fits_slot(family: Family, slot: FigureSlot, setting: Setting) -> bool:
    """No zero is printed as a number, a change has the sign that the words presuppose, rounding is small."""
    span = _span(slot, setting)
    world, province_id = setting.world, setting.place.province_id
    base_needed = slot.role in ("prior_year", "change", "change_pct")
    prior = world.prior(province_id, slot.indicator, span) if base_needed else 1
    value = world.actual(province_id, slot.indicator, span)
    if prior == 0 or (value == 0 and slot.role != "prior_year"):
        return False
    if slot.role in ("change", "change_pct"):
        sign = family.direction.get(slot.indicator) or ("up" if slot.style == "times" else "")
        if value == prior or (sign == "up" and value < prior) or (sign == "down" and value > prior):
            return False
        share = value / prior
        if slot.style == "times" and share < 1.3:
            return False
        if slot.role == "change_pct" and not 0.03 <= abs(share - 1) <= 9:
            return False
    exact = _exact(slot, setting)
    if slot.style == "word" and exact > 30:
        return False
    _, stated = print_slot(slot, setting)
    if slot.style in ("vnd", "vnd_billion"):
        exact *= setting.rate
    return slot.role == "change_pct" or abs(stated - exact) <= ROUNDING * abs(exact)


def print_slot(slot: FigureSlot, setting: Setting) -> tuple[str, float]:
    """What is printed for a slot, and the number that it states (amounts in full)."""
    exact = _exact(slot, setting)
    style = slot.style
    if slot.role == "change_pct":
        return _percentage(exact, style)
    if style in CHANGE_STYLES:
        sign = -1 if exact < 0 else 1
        scale = style.removeprefix("abs").removeprefix("_")
        if scale:
            printed, amount = numbers.scaled(abs(int(exact)), scale)
            return printed, sign * amount
        plain = numbers.grouped if unit_of(slot.indicator) == "USD" else numbers.padded
        return plain(abs(int(exact))), exact
    value = int(exact)
    if style in numbers.SCALES:
        return numbers.scaled(value, style)
    if style in ("vnd_billion", "vnd"):
        billions = numbers.rounded(Decimal(value) * Decimal(str(setting.rate)) / 10**9, 2)
        return numbers.decimal(billions), float(billions * 10**9)
    if style == "word":
        return numbers.words(value), value
    if style in ("bare", "full"):
        return numbers.grouped(value), value
    return numbers.padded(value), value


def _exact(slot: FigureSlot, setting: Setting) -> float:
    span = _span(slot, setting)
    world, province_id = setting.world, setting.place.province_id
    if slot.role == "actual":
        return world.actual(province_id, slot.indicator, span)
    if slot.role == "planned":
        return world.planned(province_id, slot.indicator, span)
    prior = world.prior(province_id, slot.indicator, span)
    if slot.role == "prior_year":
        return prior
    value = world.actual(province_id, slot.indicator, span)
    return value - prior if slot.role == "change" else (value / prior - 1) * 100


def _percentage(exact: float, style: str) -> tuple[str, float]:
    if style == "share":
        share = numbers.rounded(100 + exact, 1)
        return numbers.decimal(share), float(share - 100)
    if style == "times":
        times = numbers.rounded(1 + exact / 100, 1)
        return numbers.decimal(times), float((times - 1) * 100)
    printed = numbers.rounded(abs(exact), 1)
    return numbers.decimal(printed), float(-printed if exact < 0 else printed)


def _filled(family: Family, template: str, setting: Setting, lot: random.Random, stated: list[Stated]) -> str:
    out, last = "", 0
    places: list[tuple[int, int, FigureSlot, float, str]] = []
    for start, end, slot in slots(template):
        out += template[last:start]
        last = end
        if isinstance(slot, FigureSlot):
            printed, value = print_slot(slot, setting)
            places.append((len(out), len(out) + len(printed), slot, value, _qualifier(out)))
            out += printed
        elif isinstance(slot, NoiseSlot):
            out += noise(slot, lot)
        else:
            out += plain_word(slot.name, setting.place, setting.span, lot)
    out += template[last:]
    for start, end, slot, value, qualifier in places:
        if slot.style == "vnd_billion":
            continue
        span = _span(slot, setting)
        unit = "percent" if slot.role == "change_pct" else unit_of(slot.indicator)
        stated.append(
            Stated(
                indicator=slot.indicator,
                role=slot.role,
                value=value,
                unit="VND" if slot.style == "vnd" else unit,
                qualifier=qualifier,
                period=span.period,
                months=span.months,
                quote=sentence_around(out, start, end),
                printed=out[start:end],
                family=family.name,
                held_out=family.held_out,
            )
        )
    return out


def noise(slot: NoiseSlot, lot: random.Random) -> str:
    """A number that states nothing."""
    if slot.decimal:
        return numbers.decimal(numbers.rounded(lot.uniform(slot.low, slot.high), 1))
    return numbers.padded(lot.randint(int(slot.low), int(slot.high)))


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence (or part up to a semicolon) of `text` in which a number stands."""
    cuts = [0, *(m.end() for m in re.finditer(r"(?<=[.;!?…])(?:\[\^\d+\])?\s+|\n", text)), len(text)]
    left = max(cut for cut in cuts if cut <= start)
    right = min(cut for cut in cuts if cut >= end)
    return text[left:right].strip()


def _qualifier(before: str) -> str:
    tail = before[-24:].lower().rstrip()
    for qualifier, hedges in _HEDGES:
        if any(tail.endswith(hedge) for hedge in hedges):
            return qualifier
    return "exact"


def _zero(family: Family, indicator: str, setting: Setting, text: str) -> Stated:
    return Stated(
        indicator=indicator,
        role="actual",
        value=0,
        unit=unit_of(indicator),
        qualifier="exact",
        period=setting.span.period,
        months=setting.span.months,
        quote=_denial(text),
        printed="",
        family=family.name,
        held_out=family.held_out,
    )


def _denial(text: str) -> str:
    """The sentence that says that there was none, or else the first one."""
    sentences = [part for line in text.split("\n") for part in re.split(r"(?<=[.;])\s+", line) if part]
    denying = (part for part in sentences if re.search(r"\b(không|chưa)\b", part, re.IGNORECASE))
    return next(denying, sentences[0]).strip()


def _span(slot: FigureSlot, setting: Setting) -> Span:
    return setting.span.year_to_date if slot.year_to_date else setting.span
