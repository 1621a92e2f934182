"""Rows of numbers that repeat each other: "88 đoàn, 905 lượt … cùng kỳ 49 đoàn, 322 lượt".

Which number stands where, by kind and noun alone; no cues and no decisions here.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.quantities import Quantity

_LONGEST = 10
"""The longest row that is looked for."""
_COUNTED = 4
"""Rows of more numbers say no more than rows of so many."""


def counterparts(quantities: Sequence[Quantity]) -> tuple[tuple[int, int] | None, ...]:
    """For each quantity the (index, row length) of the earlier one at its place in a row of the same kinds.

    A row has two numbers at least; None where nothing is repeated.
    """
    return tuple(_counterpart(quantities, index) for index in range(len(quantities)))


def _counterpart(quantities: Sequence[Quantity], index: int) -> tuple[int, int] | None:
    best: tuple[int, int] | None = None
    for back in range(1, min(index, _LONGEST) + 1):
        if not _same(quantities, index, index - back):
            continue
        before = 0
        while before + 1 < back and _same(quantities, index - before - 1, index - back - before - 1):
            before += 1
        after = 0
        while before + after + 1 < back and _same(quantities, index + after + 1, index - back + after + 1):
            after += 1
        length = before + after + 1
        if length >= 2 and (best is None or length > best[1]):
            best = (index - back, length)
    return (best[0], min(best[1], _COUNTED)) if best else None


def _same(quantities: Sequence[Quantity], later: int, earlier: int) -> bool:
    """Whether the later quantity is of the earlier one's kind; its noun may be left out."""
    if earlier < 0 or later >= len(quantities):
        return False
    one, other = quantities[later], quantities[earlier]
    return one.kind == other.kind and (one.kind != "count" or one.noun in ("", other.noun))
