"""The ways to read a quantity: an indicator with a role, or no figure. Nothing is weighed here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.catalogue.cues import FrameEntry, frame_entries
from pipeline.extraction.candidate import Role
from pipeline.extraction.quantities import Quantity


@dataclass(frozen=True)
class Reading:
    """One way to read a quantity. `indicator` "" is: it is no figure."""

    indicator: str
    role: Role = "actual"


NO_FIGURE = Reading("")


@cache
def entry_of() -> dict[str, FrameEntry]:
    """The frame entries by indicator."""
    return {entry.indicator: entry for entry in frame_entries()}


def readings(quantity: Quantity) -> tuple[Reading, ...]:
    """The readings that a quantity's form and noun allow, "no figure" first."""
    if quantity.kind == "count" and quantity.noun in ("other", "reporter"):
        return (NO_FIGURE,)
    return (
        NO_FIGURE,
        *(Reading(entry.indicator, role) for entry in _entries(quantity) for role in _roles(quantity)),
    )


def _entries(quantity: Quantity) -> Iterator[FrameEntry]:
    for entry in frame_entries():
        if (
            quantity.kind in ("percent", "times")
            or (quantity.kind == "money" and entry.money)
            or (quantity.kind == "count" and not entry.money and quantity.noun in ("", *entry.nouns))
        ):
            yield entry


def _roles(quantity: Quantity) -> tuple[Role, ...]:
    if quantity.kind in ("percent", "times"):
        return ("change_pct",)
    by_form: dict[str, tuple[Role, ...]] = {
        # "02/11 đoàn" is done and planned; "152/139" may be this year and last.
        "done": ("actual", "prior_year"),
        "plan": ("planned", "actual", "prior_year"),
        "zero": ("actual",),
        "signed": ("change",),
    }
    return by_form.get(quantity.form, ("actual", "planned", "prior_year", "change"))


@dataclass(frozen=True)
class Decided:
    """What was made of an earlier quantity of the same text."""

    index: int
    quantity: Quantity
    reading: Reading
