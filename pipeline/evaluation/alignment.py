"""Ties the figures of an annotated passage to the quantities of its text: what training and tests learn
from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.catalogue import Period, resolve_province
from pipeline.evaluation.matching import same_value
from pipeline.extraction.candidate import Context
from pipeline.extraction.quantities import quantities
from pipeline.extraction.readings import NO_FIGURE, Reading, readings
from pipeline.extraction.scopes import Scope, scope_of
from pipeline.extraction.values import value_in_role

_SURELY_SAME = 4
"""Smaller counts are the same by chance."""


@dataclass(frozen=True)
class Aligned:
    """A passage's scope with the right reading of each quantity; None where either way is right."""

    passage: dict[str, Any]
    scope: Scope
    labels: tuple[Reading | None, ...]
    missing: tuple[dict[str, Any], ...]
    """Annotated figures that no quantity of the text states."""
    open: tuple[frozenset[Reading], ...] = ()
    """For each quantity without a label, the readings that are neither right nor wrong: what is annotated as
    ambiguous, and a figure that is stated a second time."""


def context_of(passage: dict[str, Any]) -> Context:
    """Whose passage it is, and when; the province by its id where the name is one of the catalogue's."""
    period = str(passage.get("period") or "")
    day = (Period.parse(period) if period else Period.parse("2020-12")).last_day
    name = str(passage.get("province") or "")
    found = resolve_province(name, day) if name and name != "VN" else None
    return Context(found.province_id if found else name, period, int(passage.get("months") or 0))


def align(passage: dict[str, Any]) -> Aligned:
    """The alignment of one annotated passage ({"text", "figures", "ambiguous", …})."""
    text = str(passage["text"])
    scope = scope_of(text, quantities(text), context_of(passage))
    labels: list[Reading | None] = [NO_FIGURE] * len(scope.quantities)
    either: list[set[Reading]] = [set() for _ in labels]
    missing = []
    for figure in passage.get("ambiguous") or ():
        index = _quantity_of(scope, figure, [True] * len(labels))
        if index is not None:
            reading = Reading(figure["indicator"], figure["role"])
            either[index].add(reading)
            labels[index] = reading if scope.quantities[index].form == "zero" else None
    free = [True] * len(labels)
    for figure in passage.get("figures") or ():
        index = _quantity_of(scope, figure, free)
        if index is None:
            missing.append(figure)
            for unread in _within(scope, figure):
                labels[unread] = labels[unread] if labels[unread] != NO_FIGURE else None
            continue
        free[index] = False
        labels[index] = Reading(figure["indicator"], figure["role"])
    for index, reading in _said_again(scope, labels):
        either[index].add(reading)
        labels[index] = None
    return Aligned(passage, scope, tuple(labels), tuple(missing), tuple(map(frozenset, either)))


def _said_again(scope: Scope, labels: Sequence[Reading | None]) -> list[tuple[int, Reading]]:
    """The quantities that state a figure a second time, with its reading: annotated once, read twice.

    "6 dự án mới … Giá trị cam kết của 6 dự án này": the same value and noun.
    """
    found = []
    for index, quantity in enumerate(scope.quantities):
        if (
            labels[index] != NO_FIGURE
            or quantity.kind not in ("count", "money")
            or quantity.value < _SURELY_SAME
        ):
            continue
        for other, label in enumerate(labels):
            twin = scope.quantities[other]
            if (
                label
                and label.indicator
                and (twin.kind, twin.noun, twin.unit, twin.value)
                == (
                    quantity.kind,
                    quantity.noun,
                    quantity.unit,
                    quantity.value,
                )
            ):
                found.append((index, label))
    return found


def _quantity_of(scope: Scope, figure: dict[str, Any], free: Sequence[bool]) -> int | None:
    wanted = Reading(figure["indicator"], figure["role"])
    spans = list(_spans(scope.text, str(figure.get("quote") or "")))
    fitting = []
    for index, quantity in enumerate(scope.quantities):
        if not free[index] or wanted not in readings(quantity):
            continue
        if quantity.kind == "money" and quantity.unit and quantity.unit != figure.get("unit"):
            continue
        if not same_value(value_in_role(scope, index, wanted), float(figure["value"])):
            continue
        inside = any(start <= quantity.start < end for start, end in spans)
        fitting.append((not inside, index))
    if not fitting or (spans and fitting and min(fitting)[0]):
        return None
    return min(fitting)[1]


def _within(scope: Scope, figure: dict[str, Any]) -> list[int]:
    """The quantities in the quote of a figure that none of them states as annotated: they teach nothing."""
    spans = list(_spans(scope.text, str(figure.get("quote") or "")))
    return [i for i, q in enumerate(scope.quantities) if any(s <= q.start < e for s, e in spans)]


def _spans(text: str, quote: str) -> list[tuple[int, int]]:
    spans = []
    start = text.find(quote) if quote else -1
    while start >= 0:
        spans.append((start, start + len(quote)))
        start = text.find(quote, start + 1)
    return spans
