"""The wording families: loads and validates `families/*.yaml`, whose format `families/README.md` describes.

What a family says belongs here: its slots, what it presupposes, where it fits. What is printed into a slot
does not: see `wording`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from pipeline.catalogue import indicators

FAMILIES_FOLDER = Path(__file__).with_name("families")

TOPICS = (
    "delegations",
    "ngo",
    "fdi",
    "oda",
    "agreements",
    "conferences",
    "press",
    "diaspora",
    "remittances",
    "distractor",
)
ROLES = ("actual", "planned", "prior_year", "change", "change_pct")
COUNT_STYLES = ("", "bare", "word")
AMOUNT_STYLES = ("full", "thousand", "million", "billion", "vnd_billion", "vnd")
CHANGE_STYLES = ("abs", "abs_thousand", "abs_million")
PERCENT_STYLES = ("percent", "share", "times")
PLAIN_SLOTS = (
    "period",
    "Period",
    "period_prev",
    "year",
    "year_prev",
    "province",
    "Province",
    "province_name",
    "kind",
    "Kind",
    "committee",
    "other_province",
    "country",
    "partner",
    "ngo",
    "company",
    "date",
    "month",
    "document",
)
_KEYS = {
    "family",
    "topic",
    "months",
    "direction",
    "heading",
    "passage",
    "footnotes",
    "states_zero",
    "since",
    "until",
}
_SLOT = re.compile(r"\{([^{}]*)\}")
_FIGURE_SLOT = re.compile(r"([a-z_]+)(?:\.([a-z_]+))?(@ytd)?(?::([a-z_]+))?")
_NOISE_SLOT = re.compile(r"noise:(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)")


class FamilyError(ValueError):
    """A family file that cannot be used, with the file's name and what is wrong."""


@dataclass(frozen=True)
class FigureSlot:
    """A slot that states a figure: `{indicator.role@ytd:style}`."""

    indicator: str
    role: str
    year_to_date: bool
    style: str


@dataclass(frozen=True)
class NoiseSlot:
    """A slot for a number that is no figure; a decimal one prints one digit after the comma."""

    low: float
    high: float
    decimal: bool


@dataclass(frozen=True)
class PlainSlot:
    """A slot for words: a name, a period, a date."""

    name: str


Slot = FigureSlot | NoiseSlot | PlainSlot


@dataclass(frozen=True)
class Family:
    """One office's way of saying one group of things."""

    name: str
    topic: str
    passage: str
    footnotes: tuple[str, ...] = ()
    heading: str = ""
    months: tuple[int, ...] = ()
    """Lengths of the reported time that the wording fits; empty: any."""
    direction: dict[str, str] = field(default_factory=dict)
    """Indicator -> "up" or "down": the sign of the change that the words presuppose."""
    states_zero: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    @property
    def held_out(self) -> bool:
        """Whether it is one of the third that nobody looks at while cues are written."""
        return held_out(self.name)

    @cached_property
    def figure_slots(self) -> tuple[FigureSlot, ...]:
        """The slots that state figures, in the order of the text, footnotes last."""
        texts = (self.passage, *self.footnotes)
        found = (parse_slot(inner) for text in texts for inner in _SLOT.findall(text))
        return tuple(slot for slot in found if isinstance(slot, FigureSlot))


def held_out(family_name: str) -> bool:
    """True for the third of the families that is kept apart: SHA-256 of the name, modulo 3, is 0."""
    return int(hashlib.sha256(family_name.encode()).hexdigest(), 16) % 3 == 0


def parse_slot(inner: str) -> Slot:
    """What stands between braces, read. Raises `FamilyError` when it is no slot that the README names."""
    if inner in PLAIN_SLOTS:
        return PlainSlot(inner)
    if noise := _NOISE_SLOT.fullmatch(inner):
        low, high = float(noise[1]), float(noise[2])
        if low >= high:
            raise FamilyError(f"{{{inner}}}: the range is empty")
        return NoiseSlot(low, high, decimal="." in noise[1])
    if figure := _FIGURE_SLOT.fullmatch(inner):
        slot = FigureSlot(figure[1], figure[2] or "actual", bool(figure[3]), figure[4] or "")
        _check_figure_slot(inner, slot)
        return slot
    raise FamilyError(f"{{{inner}}} is no slot")


def slots(text: str) -> list[tuple[int, int, Slot]]:
    """The slots of a template with their start and end."""
    return [(match.start(), match.end(), parse_slot(match[1])) for match in _SLOT.finditer(text)]


@cache
def load_families(folder: Path = FAMILIES_FOLDER) -> tuple[Family, ...]:
    """Every family, validated, by name. Raises `FamilyError` with the file and the reason."""
    families = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            families.append(
                _family(path.stem, yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
            )
        except (FamilyError, yaml.YAMLError) as error:
            raise FamilyError(f"{path.name}: {error}") from error
    return tuple(families)


def _family(stem: str, raw: Any) -> Family:
    if not isinstance(raw, dict):
        raise FamilyError("a family is a mapping")
    if unknown := set(raw) - _KEYS:
        raise FamilyError(f"unknown keys {sorted(unknown)}")
    if raw.get("family") != stem:
        raise FamilyError(f"`family` is {raw.get('family')!r}, the file's stem is {stem!r}")
    if raw.get("topic") not in TOPICS:
        raise FamilyError(f"unknown topic {raw.get('topic')!r}")
    family = Family(
        name=stem,
        topic=raw["topic"],
        passage=str(raw["passage"]).strip(),
        footnotes=tuple(str(note).strip() for note in raw.get("footnotes", [])),
        heading=raw.get("heading", ""),
        months=tuple(raw.get("months", [])),
        direction=dict(raw.get("direction", {})),
        states_zero=tuple(raw.get("states_zero", [])),
        since=raw.get("since", ""),
        until=raw.get("until", ""),
    )
    _check_family(family)
    return family


def _check_family(family: Family) -> None:
    figure_slots = family.figure_slots
    if family.topic == "distractor" and (figure_slots or family.states_zero):
        raise FamilyError("a distractor states no figure")
    if family.topic != "distractor" and not (figure_slots or family.states_zero):
        raise FamilyError("it states no figure")
    for indicator in (*family.states_zero, *family.direction):
        _unit(indicator)
    if wrong := set(family.direction.values()) - {"up", "down"}:
        raise FamilyError(f"direction {sorted(wrong)}: up or down")
    for slot in figure_slots:
        signless = slot.style == "percent" or slot.style in CHANGE_STYLES
        if signless and slot.indicator not in family.direction:
            raise FamilyError(f"{slot.indicator}: a change without sign needs its `direction`")
    marks = {int(mark) for mark in re.findall(r"\[\^(\d+)\]", family.passage)}
    if marks != set(range(1, len(family.footnotes) + 1)):
        raise FamilyError(f"marks {sorted(marks)} for {len(family.footnotes)} footnotes")
    if wrong_months := set(family.months) - set(range(1, 13)):
        raise FamilyError(f"months {sorted(wrong_months)}")


def _check_figure_slot(inner: str, slot: FigureSlot) -> None:
    money = _unit(slot.indicator) == "USD"
    if slot.role not in ROLES:
        raise FamilyError(f"{{{inner}}}: unknown role {slot.role}")
    if slot.role == "change_pct":
        allowed: tuple[str, ...] = PERCENT_STYLES
    elif slot.role == "change":
        allowed = CHANGE_STYLES if money else ("abs",)
    else:
        allowed = AMOUNT_STYLES if money else COUNT_STYLES
    if slot.style not in allowed:
        raise FamilyError(f"{{{inner}}}: style {slot.style!r} is none of {allowed}")


def _unit(indicator: str) -> str:
    try:
        return indicators()[indicator].unit
    except KeyError:
        raise FamilyError(f"unknown indicator {indicator!r}") from None


def unit_of(indicator: str) -> str:
    """The unit of an indicator: count, people or USD. Raises `FamilyError` for an unknown one."""
    return _unit(indicator)
