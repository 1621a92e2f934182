"""Settles ambiguous separators by what the text says beside them: the other currency, or a sum.

What stays open keeps its `other_value`, and goes to review.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extraction.quantities.quantity import Quantity
from pipeline.extraction.quantities.surface import Surface

_RATES = (20_000.0, 27_000.0)
"""VND per USD in any report since 2011: yearly averages and the round rates of provinces lie in between."""
_MUCH = 100.0
"""An unusual amount that is a hundred times the largest clear amount around it is misread."""
_SUM_TOLERANCE = 0.001
_LEAST_PART = 0.01
"""A part below this share of its sum says nothing about its own separator."""
_LONGEST_SUM = 6
_SUM_REACH = 14
"""Amounts to either side of an open one among which a sum is looked for."""


def with_settled_separators(surface: Surface, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities; an ambiguous one that a neighbour decides has that reading alone."""
    settled = list(found)
    if all(q.other_value is None or q.kind != "money" for q in settled):
        return settled
    sentences: dict[int, list[int]] = {}
    for index, quantity in enumerate(settled):
        if quantity.kind == "money":
            sentences.setdefault(bisect_right(surface.full_stops, quantity.start), []).append(index)
    for indexes in sentences.values():
        for left, right in pairwise(indexes):
            if (pair := _by_rate(settled[left], settled[right])) is not None:
                settled[left], settled[right] = pair
        for index in indexes:
            if settled[index].other_value is not None:
                settled[index] = _by_sum(settled, index, indexes)
    clear = max((_in_dong(q) for q in settled if q.kind == "money" and q.other_value is None), default=0.0)
    return [_by_size(surface, q, clear) if q.kind == "money" else q for q in settled]


def _options(quantity: Quantity) -> tuple[float, ...]:
    return (quantity.value,) if quantity.other_value is None else (quantity.value, quantity.other_value)


def _by_rate(left: Quantity, right: Quantity) -> tuple[Quantity, Quantity] | None:
    """The one pair of readings that an exchange rate of the time connects."""
    if {left.unit, right.unit} != {"USD", "VND"} or (left.other_value is None and right.other_value is None):
        return None
    fitting = []
    for a in _options(left):
        for b in _options(right):
            dollars, dong = (a, b) if left.unit == "USD" else (b, a)
            if dollars and _RATES[0] <= dong / dollars <= _RATES[1]:
                fitting.append((a, b))
    if len(fitting) != 1:
        return None
    return replace(left, value=fitting[0][0], other_value=None), replace(
        right, value=fitting[0][1], other_value=None
    )


def _by_size(surface: Surface, quantity: Quantity, clear: float) -> Quantity:
    """The smaller reading, where the larger is unusual and out of proportion to what is clear (in đồng)."""
    larger = max(_options(quantity))
    if quantity.other_value is None or larger <= surface.lex.cues.usual.get(quantity.unit, larger):
        return quantity
    if clear and _in_dong(replace(quantity, value=larger)) > _MUCH * clear:
        return replace(quantity, value=min(_options(quantity)), other_value=None)
    return quantity


def _in_dong(quantity: Quantity) -> float:
    """The size of an amount, roughly; other currencies count as dollars."""
    return quantity.value * (1.0 if quantity.unit == "VND" else sum(_RATES) / 2)


def _by_sum(found: Sequence[Quantity], index: int, sentence: Sequence[int]) -> Quantity:
    """The one reading that is the sum of amounts behind it, or a part of the sum before it."""
    quantity = found[index]
    fitting = [
        value
        for value in _options(quantity)
        if any(
            abs(total - parts) <= _SUM_TOLERANCE * abs(total)
            for total, parts in _sums(found, index, value, sentence)
        )
    ]
    return replace(quantity, value=fitting[0], other_value=None) if len(fitting) == 1 else quantity


def _sums(
    found: Sequence[Quantity], index: int, value: float, sentence: Sequence[int]
) -> Iterator[tuple[float, float]]:
    """(total, sum of the run beside it) for every total and run of two or more that hold the quantity."""
    at = bisect_left(sentence, index)
    near = sentence[max(0, at - _SUM_REACH) : at + _SUM_REACH + 1]
    same = [i for i in near if found[i].unit == found[index].unit]
    amount = {i: value if i == index else found[i].value for i in same}
    for place, total in enumerate(same):
        for count in range(2, _LONGEST_SUM + 1):
            for run in (same[place + 1 : place + 1 + count], same[max(0, place - count) : place]):
                is_part = index in run and value > _LEAST_PART * amount[total]
                if len(run) == count and (total == index or is_part):
                    yield amount[total], sum(amount[i] for i in run)
