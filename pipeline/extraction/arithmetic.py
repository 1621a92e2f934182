"""How the numbers of a text hang together: sums, differences, rates of growth, shares.

What a careful reader checks in the head: "31, of which 9 and 22", "44 against 20, that is 24 more". Facts
about numbers only; what they are worth for a reading is learned (`weights.json`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extraction.quantities import Quantity

_BEFORE, _AFTER = 8, 4
"""How many quantities away a partner may stand."""
_MOST_PARTS = 5
_HEDGED_ROOM = 1.5
"""Percentage points that a hedged rate ("gần 30%") may be off."""


@dataclass(frozen=True)
class Tie:
    """Quantities that fit together by arithmetic."""

    kind: str
    """sum (whole, parts), difference (change, more, less), growth (rate, now, base) or share (rate, part,
    whole)."""
    members: tuple[tuple[str, int], ...]
    """(part played, index); the first is the one that results from the others."""
    weight: str
    """small, middle, large: small numbers fit together by chance."""


def ties(quantities: Sequence[Quantity]) -> tuple[tuple[tuple[str, Tie], ...], ...]:
    """For each quantity the (part played, tie) in which it takes part."""
    found: list[list[tuple[str, Tie]]] = [[] for _ in quantities]
    for tie in (*_sums(quantities), *_differences(quantities), *_rates(quantities)):
        for place, index in tie.members:
            found[index].append((place, tie))
    return tuple(tuple(each) for each in found)


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether the two can be added: the same unit or noun, or one that names none."""
    if one.kind != other.kind:
        return False
    mine, theirs = (one.unit, other.unit) if one.kind == "money" else (one.noun, other.noun)
    return mine == theirs or not mine or not theirs


def _countable(quantity: Quantity) -> bool:
    return quantity.kind in ("money", "count") and quantity.value > 0 and quantity.noun != "other"


def _weight(value: float, kind: str) -> str:
    return "large" if kind == "money" or value >= 20 else "middle" if value >= 6 else "small"


def _near(quantities: Sequence[Quantity], index: int) -> list[int]:
    around = range(max(0, index - _BEFORE), min(len(quantities), index + _AFTER + 1))
    return [i for i in around if i != index and _countable(quantities[i])]


def _sums(quantities: Sequence[Quantity]) -> Iterator[Tie]:
    for whole, quantity in enumerate(quantities):
        if _countable(quantity) and quantity.value >= 2:
            for step in (1, -1):
                parts = _parts(quantities, whole, step)
                if parts:
                    members = (("whole", whole), *(("part", part) for part in parts))
                    yield Tie("sum", members, _weight(quantity.value, quantity.kind))


def _parts(quantities: Sequence[Quantity], whole: int, step: int) -> list[int]:
    """The next quantities on one side that add up to `whole`, two at least; [] when they do not."""
    wanted = quantities[whole]
    room = 0.001 * wanted.value if wanted.kind == "money" else 0.0
    parts: list[int] = []
    total = 0.0
    for distance in range(1, _BEFORE + 1):
        index = whole + step * distance
        if not 0 <= index < len(quantities):
            return []
        part = quantities[index]
        if not _countable(part) or not _alike(wanted, part):
            continue
        parts.append(index)
        total += part.value
        if len(parts) >= 2 and abs(total - wanted.value) <= room:
            return parts
        if len(parts) == _MOST_PARTS or total > wanted.value + room:
            return []
    return []


def _differences(quantities: Sequence[Quantity]) -> Iterator[Tie]:
    for change, quantity in enumerate(quantities):
        signed = quantity.form == "signed" and quantity.kind in ("money", "count")
        if not _countable(quantity) and not signed:
            continue
        size = abs(quantity.value)
        near = [i for i in _near(quantities, change) if _alike(quantity, quantities[i])]
        for a in near:
            for b in near:
                more, less = quantities[a], quantities[b]
                room = 0.0006 * more.value if more.kind == "money" else 0.0
                fits = abs(more.value - less.value - size) <= room
                if fits and more.value > less.value and _alike(more, less):
                    members = (("change", change), ("more", a), ("less", b))
                    yield Tie("difference", members, _weight(size, quantity.kind))


def _rates(quantities: Sequence[Quantity]) -> Iterator[Tie]:
    for rate, quantity in enumerate(quantities):
        if quantity.kind not in ("percent", "times"):
            continue
        scale = 100 if quantity.kind == "times" else 1
        room = 0.6 * 10 ** -_decimals(quantity.stated) * scale
        room += 0 if quantity.hedge == "exact" else _HEDGED_ROOM
        value = abs(quantity.value) * scale
        near = _near(quantities, rate)
        for a in near:
            for b in near:
                now, base = quantities[a], quantities[b]
                if a == b or not _alike(now, base):
                    continue
                ratio = now.value / base.value * 100
                smaller = min(now.value, base.value)
                weight = "large" if now.kind == "money" or smaller >= 20 else "middle"
                if now.value != base.value and abs(abs(ratio - 100) - value) <= room:
                    yield Tie("growth", (("rate", rate), ("now", a), ("base", b)), weight)
                if abs(ratio - value) <= room:
                    yield Tie("share", (("rate", rate), ("part", a), ("whole", b)), weight)


def _decimals(stated: str) -> int:
    return sum(c.isdigit() for c in stated.split(",")[-1]) if "," in stated else 0
