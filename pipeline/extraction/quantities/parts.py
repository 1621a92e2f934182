"""The parts of a stated amount: bare numbers behind it that add up to it take its unit.

What a separator means is settled in readings.py; units that words give are in neighbours.py and declared.py.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extraction.quantities.amounts import rescaled
from pipeline.extraction.quantities.quantity import Quantity
from pipeline.extraction.quantities.surface import Surface

_PARTS_REACH = 8
"""How many numbers behind a total its first part may stand."""
_LONGEST_SUM = 6
_SMALLEST_TOTAL_SCALE = 1e6
_SUM_TOLERANCE = 1e-6
"""Parts that are meant to add up do so to the last digit; near sums happen by chance."""


def with_parts(surface: Surface, found: Sequence[Quantity]) -> list[Quantity]:
    """ "378,6 triệu USD. Chia ra: mới 201,5; tăng 129; góp 48,1": numbers that add up to an amount.

    Amounts in the same unit and scale may be among the parts ("cấp mới 1.180, điều chỉnh 2.083 triệu USD").
    Whole numbers may add up by chance: they keep the other reading.
    """
    result = list(found)
    for place, total in enumerate(result):
        if total.kind != "money" or total.scale < _SMALLEST_TOTAL_SCALE:
            continue
        for first in range(place + 1, min(len(result), place + 1 + _PARTS_REACH)):
            run = _adding_up(result, total, first)
            if run and _is_said_as_parts(surface, total, [result[i] for i in run]):
                for index in (i for i in run if result[i].is_bare):
                    result[index] = with_both_readings(surface, replace(result[index], form=""), total)
                break
    return result


def _adding_up(found: Sequence[Quantity], total: Quantity, first: int) -> range | None:
    """The run of numbers from `first` on that add up to `total`; one at least is bare."""
    amount = 0.0
    for index in range(first, min(len(found), first + _LONGEST_SUM)):
        part = found[index]
        alike = part.kind == "money" and part.unit == total.unit and part.scale == total.scale
        counts = part.is_bare and part.form in ("", "range") and not part.stated.startswith("0")
        if not (alike or counts or (part.is_bare and part.stated.startswith("0,"))):
            return None
        amount += part.value / part.scale
        whole = [v / total.scale for v in (total.value, total.other_value) if v is not None]
        if any(abs(amount - option) < _SUM_TOLERANCE for option in whole):
            bare = [q for q in found[first : index + 1] if q.is_bare]
            return range(first, index + 1) if index > first and bare else None
    return None


def _is_said_as_parts(surface: Surface, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether one sentence holds total and parts, or two that follow each other.

    Whole numbers must stand in one sentence, and outside of brackets.
    """
    ends, last = surface.full_stops, parts[-1]
    apart = bisect_right(ends, last.start) - bisect_right(ends, total.start)
    if all(q.stated.isdigit() for q in parts if q.is_bare):
        return apart == 0 and "(" not in surface.folded[total.end : last.end]
    return apart <= 1


def with_both_readings(surface: Surface, quantity: Quantity, money: Quantity) -> Quantity:
    """ "348,9 triệu USD (CK: 402,2)"; a whole number may count something else, so both readings stay."""
    amount = rescaled(surface, quantity, money)
    whole = quantity.stated.isdigit()
    is_open = whole and money.kind == "money" and money.scale > 1
    return replace(amount, other_value=quantity.value) if is_open else amount
