"""The indicators: what may be counted, in which unit, under which names, and whether it may be summed.

Only the list belongs here. How reports word an indicator is in the cues of extraction; how a value is settled
is not catalogue at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.catalogue.entries import CatalogueError, Entry, entries, labels, read_yaml

UNITS = ("count", "people", "USD")
KINDS = ("flow", "stock")
ROLES = ("actual", "planned", "prior_year", "change", "change_pct")
QUALIFIERS = ("exact", "about", "over", "under")


@dataclass(frozen=True)
class Indicator:
    """One thing that a provincial report states as a figure."""

    code: str
    name_vi: str
    short_vi: str
    """A heading's length: "Đoàn ra"."""
    unit: str
    """count | people | USD, after normalisation."""
    kind: str
    """flow (within the period) | stock (at its end)."""
    topic: str
    measure: str
    """What is counted within the topic: projects, amount, groups …"""
    aspect: str
    """Which of them: new, committed, out …; (topic, measure, aspect) names one indicator."""
    noun_vi: str
    """The word after a count or amount: "đoàn", "dự án", "USD"."""
    sum_over_provinces: bool
    sum_over_time: bool
    note_vi: str
    """Printed wherever a sum is printed of what is not additive; empty for what is."""
    parts: tuple[str, ...]
    """The indicators whose sum it is, when it is not stated itself."""
    optional_parts: tuple[str, ...] = ()
    """Parts that many reports leave out: a sum without them is shown for review, never in a total."""


@cache
def indicators() -> dict[str, Indicator]:
    """The indicators by code, in printing order. Raises `CatalogueError`."""
    file = read_yaml("indicators.yaml")
    topics = tuple(labels(file, "topics"))
    read = {}
    for entry in entries(file, "indicators", "code"):
        indicator = _indicator(entry, topics)
        read[indicator.code] = indicator
    for indicator in read.values():
        if unknown := [part for part in indicator.parts if part not in read]:
            raise CatalogueError("indicators.yaml", indicator.code, f"unknown part {', '.join(unknown)}")
        if any(read[part].unit != indicator.unit for part in indicator.parts):
            raise CatalogueError("indicators.yaml", indicator.code, "a part has another unit")
    slots = [(i.topic, i.measure, i.aspect) for i in read.values()]
    if twice := {slot for slot in slots if slots.count(slot) > 1}:
        raise CatalogueError("indicators.yaml", "", f"two indicators have {twice}")
    labels(file, "roles", ROLES)
    labels(file, "qualifiers", QUALIFIERS)
    labels(file, "units", UNITS)
    file.done()
    return read


def indicator_of(topic: str, measure: str, aspect: str) -> Indicator | None:
    """The indicator that these three slots name, or None."""
    return _by_slots().get((topic, measure, aspect))


@cache
def topics() -> dict[str, str]:
    """Topic → Vietnamese heading, in printing order."""
    return labels(read_yaml("indicators.yaml"), "topics")


@cache
def roles() -> dict[str, str]:
    """Role → Vietnamese label."""
    return labels(read_yaml("indicators.yaml"), "roles", ROLES)


@cache
def qualifiers() -> dict[str, str]:
    """Qualifier → the Vietnamese word printed before the value ("" for exact)."""
    return labels(read_yaml("indicators.yaml"), "qualifiers", QUALIFIERS)


@cache
def units() -> dict[str, str]:
    """Unit → Vietnamese label."""
    return labels(read_yaml("indicators.yaml"), "units", UNITS)


@cache
def _by_slots() -> dict[tuple[str, str, str], Indicator]:
    return {(i.topic, i.measure, i.aspect): i for i in indicators().values()}


def _indicator(entry: Entry, topics: tuple[str, ...]) -> Indicator:
    read = Indicator(
        code=entry.text("code"),
        name_vi=entry.text("name_vi"),
        short_vi=entry.text("short_vi"),
        unit=entry.choice("unit", UNITS),
        kind=entry.choice("kind", KINDS),
        topic=entry.choice("topic", topics),
        measure=entry.text("measure"),
        aspect=entry.text("aspect"),
        noun_vi=entry.text("noun_vi"),
        sum_over_provinces=entry.flag("sum_over_provinces"),
        sum_over_time=entry.flag("sum_over_time"),
        note_vi=entry.text("note_vi", ""),
        parts=entry.texts("parts", ()),
        optional_parts=entry.texts("optional_parts", ()),
    )
    entry.done()
    if stray := set(read.optional_parts) - set(read.parts):
        raise entry.error(f"optional_parts names what is no part: {', '.join(sorted(stray))}")
    if read.parts and set(read.optional_parts) == set(read.parts):
        raise entry.error("a sum of nothing but optional parts says nothing")
    if not read.sum_over_provinces and not read.note_vi:
        raise entry.error("is not additive over provinces, so it needs a note_vi to print")
    if read.kind == "stock" and read.sum_over_time:
        raise entry.error("a stock is never summed over time")
    return read
