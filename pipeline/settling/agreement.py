"""Whether the readings of one key say the same, and what they then say together.

The tolerances live here: rounding, hedges ("khoảng", "trên", "gần"), a dollar amount beside its đồng
equivalent. Who may override whom (`amendments`) and what the analyst decided (`corrections`) do not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from pipeline.settling.readings import Reading
from pipeline.settling.wording import amount

SAME = 0.005
"""Two amounts within 0.5 % are the same amount (the tolerance with which readings are scored, too)."""
ROUNDED = 0.05
"""A coarser amount may be the rounding of a finer one, but never further off than this."""
POINTS = 0.5
"""Percentages within half a point are the same: reports round to whole percents."""
HEDGED = 0.10
"""How far "trên", "gần" may lie from the exact value; "khoảng" half of it."""
CURRENCY = 0.05
"""A province chooses a round rate: within 5 % of the year's rate two currencies state one amount."""
SAME_SENTENCE = 0.30
"""In one sentence a second currency restates the first, unless it is so far off that one was misread."""
FAINT = 0.5
"""A doubtful reading below this confidence does not overturn an accepted one; it is kept beside it."""

UNSURE = "Máy chưa chắc chắn (dưới ngưỡng tin cậy)."
"""Without a number: several doubtful places together may round to 100 %. The figure has its confidence."""


@dataclass(frozen=True)
class Settlement:
    """What the readings of one key come to. `reason` is empty when the value may stand."""

    value: float | None
    qualifier: str
    confidence: float
    best: Reading
    sources: tuple[Reading, ...]
    considered: tuple[Reading, ...]
    reason: str = ""


def agree(readings: Sequence[Reading]) -> Settlement:
    """Settles the readings (at least one) of one key: together, in contradiction, or in doubt."""
    convertible = [r for r in readings if r.value is not None]
    if not convertible:
        best = max(readings, key=lambda r: r.candidate.confidence)
        return _unsettled(best, readings, best.problem)
    best = max(convertible, key=_authority)
    sources = tuple(r for r in convertible if r is best or same(best, r))
    accepted = any(r.candidate.status == "accepted" for r in sources)
    dissent = [r for r in convertible if r not in sources and not (accepted and _faint(r))]
    if dissent:
        said = "; ".join(dict.fromkeys(_said(r) for r in (best, *dissent)))
        return _unsettled(best, readings, f"Báo cáo nêu các số khác nhau: {said}.")
    confidence = together(sources)
    reason = "" if accepted else UNSURE
    return Settlement(
        best.value, best.candidate.qualifier, confidence, best, sources, tuple(readings), reason
    )


def same(a: Reading, b: Reading) -> bool:
    """Whether two readings of one key state the same value."""
    if a.value is None or b.value is None:
        return False
    if a.value == b.value:
        return True
    if (a.value < 0) != (b.value < 0):
        return False
    if a.candidate.unit != b.candidate.unit:
        return apart(a.value, b.value) <= (SAME_SENTENCE if same_sentence(a, b) else CURRENCY)
    if a.candidate.qualifier != "exact" or b.candidate.qualifier != "exact":
        return _hedged(a, b.value) or _hedged(b, a.value) or _both_hedged(a, b)
    if a.unit == "percent":
        return abs(a.value - b.value) <= POINTS
    if a.unit in ("count", "people"):  # a count is a count: 1,580 and 1,581 projects are a contradiction
        return False
    step = max(a.step, b.step)
    rounding = abs(a.value - b.value) < step and apart(a.value, b.value) <= ROUNDED
    return apart(a.value, b.value) <= SAME or rounding


def same_sentence(a: Reading, b: Reading) -> bool:
    """Whether the two stand in one sentence (or row) of one file."""
    return bool(a.candidate.sentence) and (a.candidate.sha256, a.candidate.sentence) == (
        b.candidate.sha256,
        b.candidate.sentence,
    )


def apart(a: float, b: float) -> float:
    """The relative distance of two values, on the larger one."""
    largest = max(abs(a), abs(b))
    return abs(a - b) / largest if largest else 0.0


def together(sources: Sequence[Reading]) -> float:
    """1 − ∏(1 − c) over the places that state it; one sentence counts once, by its best reading."""
    best: dict[tuple[str, str], float] = {}
    for reading in sources:
        c = reading.candidate
        place = (c.sha256, c.sentence or c.place)
        best[place] = max(best.get(place, 0.0), c.confidence)
    return 1.0 - prod(1.0 - c for c in best.values())


def readings_json(readings: Sequence[Reading], notes: Mapping[str, str]) -> str:
    """JSON list of {value, unit, quote, place, file, confidence, …}, values in the paper's own unit."""
    return json.dumps(
        [
            {
                "value": r.candidate.value,
                "unit": r.candidate.unit,
                "value_in_unit": r.value,
                "qualifier": r.candidate.qualifier,
                "quote": r.candidate.quote,
                "place": r.candidate.place,
                "file": r.candidate.sha256,
                "confidence": r.candidate.confidence,
                "candidate_id": r.candidate.candidate_id,
                "submission_id": r.submission.submission_id,
                "note": notes.get(r.candidate.candidate_id, "") or r.problem,
            }
            for r in readings
        ],
        ensure_ascii=False,
    )


def _unsettled(best: Reading, readings: Sequence[Reading], reason: str) -> Settlement:
    confidence = best.candidate.confidence
    return Settlement(
        None, best.candidate.qualifier, confidence, best, tuple(readings), tuple(readings), reason
    )


def _authority(reading: Reading) -> tuple[bool, bool, bool, float, float]:
    """The paper's own currency before a conversion, exact before hedged, precise before rounded."""
    c = reading.candidate
    return (
        not reading.converted,
        c.qualifier == "exact",
        c.status == "accepted",
        -reading.step,
        c.confidence,
    )


def _faint(reading: Reading) -> bool:
    return reading.candidate.status == "review" and reading.candidate.confidence < FAINT


def _said(reading: Reading) -> str:
    return f"{amount(reading.candidate.value, reading.candidate.unit)} ({reading.candidate.place})"


def _hedged(hedged: Reading, value: float) -> bool:
    """Whether `value` is what the hedged reading allows ("trên 3.300" allows 3,312)."""
    stated, qualifier = hedged.value, hedged.candidate.qualifier
    assert stated is not None
    if apart(stated, value) > HEDGED:
        return False
    if qualifier == "over":
        return abs(value) >= abs(stated)
    if qualifier == "under":
        return abs(value) <= abs(stated)
    return qualifier == "about" and (apart(stated, value) <= HEDGED / 2 or abs(stated - value) < 1)


def _both_hedged(a: Reading, b: Reading) -> bool:
    assert a.value is not None
    assert b.value is not None
    hedged = a.candidate.qualifier != "exact" and b.candidate.qualifier != "exact"
    return hedged and apart(a.value, b.value) <= HEDGED
