"""Why a number is no figure of the province, in words for the analyst. The words are data
(`cues/reasons.yaml`)."""

from __future__ import annotations

from functools import cache
from typing import Any

from pipeline.catalogue.cues import read
from pipeline.extraction.candidate import Context
from pipeline.extraction.frames import Frame
from pipeline.extraction.scopes import Scope


@cache
def _reasons() -> dict[str, Any]:
    return read("reasons")


def reason_of(slot: str, value: str) -> str:
    """The reason that the catalogue gives for a cue of `slot` with `value`. Raises `KeyError` for one that it
    does not name."""
    return str(_reasons()[slot][value])


def set_aside_reason(scope: Scope, index: int, frame: Frame, context: Context) -> str:
    """The reason, or "" when the frame goes into settling. Sums of several years are no figures of one."""
    reasons = _reasons()
    if frame.reading.indicator:
        if frame.quantity.kind == "money" and not frame.quantity.unit:
            return str(reasons["currency"])
        several_years = frame.span.months > 12 >= context.months
        return str(reasons["period"]["multi_year"]) if several_years else ""
    if frame.quantity.noun in ("other", "reporter"):
        return str(reasons["noun"])
    for slot in ("owner", "topic", "role", "period"):
        nearest = [
            (relation.between, relation.rank, cue.value)
            for cue in scope.cues.get(slot, ())
            if (relation := scope.relation(index, cue)).rank < 7 and cue.value in reasons[slot]
        ]
        if nearest:
            return str(reasons[slot][min(nearest)[2]])
    return str(reasons["default"])


def doubtful_owner(scope: Scope, index: int) -> str:
    """Whose the number may be instead of the province's, in words; "" when its sentence names nobody else."""
    reasons = _reasons()
    low, _ = scope.sentence_bounds(scope.quantities[index].start)
    for slot, values in reasons["doubtful_owners"].items():
        before = [
            c.value
            for c in scope.cues.get(slot, ())
            if low <= c.start
            and c.end <= scope.quantities[index].start
            and (c.value in values or c.value in reasons["takes_back"][slot])
            and scope.folded[c.start : c.end] not in reasons["anybodys_whole"]
        ]
        if before and before[-1] in values:
            return str(reasons[slot].get(before[-1], reasons["default"]))
    return ""
