"""What a quantity is worth in a role: the sign of a change, a share or a multiple of last year as a
percentage."""

from __future__ import annotations

from pipeline.extraction.readings import Reading
from pipeline.extraction.scopes import Scope


def value_in_role(scope: Scope, index: int, reading: Reading) -> float:
    """The value of quantity `index` read as `reading`, in the quantity's own unit or in percent.

    "bằng 88%" is −12, "bằng 0,8 lần" −20, "gấp 2,4 lần" +140, "giảm 15 đoàn" −15; "tăng 0,24 lần" can only
    mean +24 %.
    """
    quantity = scope.quantities[index]
    if reading.role not in ("change", "change_pct"):
        return quantity.value
    operator = _operator(scope, index)
    if quantity.kind == "times":
        if quantity.value < 1 and operator != "share":
            return (-1 if operator == "down" else 1) * quantity.value * 100
        return round((quantity.value - 1) * 100, 6)
    if quantity.form == "signed":
        return quantity.value
    if quantity.kind == "percent" and operator in ("share", "times"):
        return round(quantity.value - 100, 6)
    return -quantity.value if operator == "down" else quantity.value


def _operator(scope: Scope, index: int) -> str:
    """The nearest word of change before the number (up, down, share, times), else the one behind it, else
    "up"."""
    found: list[tuple[int, str]] = []
    quantity = scope.quantities[index]
    start, end = scope.sentence_bounds(quantity.start)
    for cue in scope.cues.get("role", ()):
        if cue.value not in ("up", "down", "share", "times") or not start <= cue.start < end:
            continue
        if cue.end <= quantity.start:
            found.append((quantity.start - cue.end, cue.value))
        elif cue.start >= quantity.end and scope.rank_between(quantity.end, cue.start) < 2:
            found.append((10 + 3 * (cue.start - quantity.end), cue.value))
    return min(found)[1] if found else "up"
