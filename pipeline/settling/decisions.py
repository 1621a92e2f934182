"""What an analyst's decision does to a figure, and when it must be made again.

A decision rests on a reading (file hash, quote, value then). While that reading stands, the decision does;
when the reading changed or went, or a paper that came later says otherwise, the decision is reopened and
the figure goes back to review. The file of decisions is `corrections`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.settling.agreement import SAME, apart
from pipeline.settling.keys import Key
from pipeline.settling.money import to_unit
from pipeline.settling.readings import Reading
from pipeline.settling.records import Correction, Figure
from pipeline.settling.wording import amount

_GONE = ("reject", "not_stated")


@dataclass(frozen=True)
class Decided:
    """A figure after the decision (None: it leaves the tables), and the decision with its state."""

    figure: Figure | None
    correction: Correction
    note: str = ""
    """For the candidates of a figure that left: why it is no figure."""


def decide(
    key: Key, blank: Figure, figure: Figure | None, readings: Sequence[Reading], correction: Correction
) -> Decided:
    """Applies the last decision on `key`.

    `figure` is what settling made of the readings (None: nothing is stated), `blank` an empty figure of the
    key.
    """
    value = _decided_value(key, blank.unit, correction)
    problem = _reopened_because(value, blank.unit, figure, readings, correction)
    if problem:
        by = f"{correction.who}, {correction.at:%d/%m/%Y}"
        reason = f"Cần xem lại quyết định ({by}): {problem}"
        figure = figure or blank
        return Decided(replace(figure, status="review", reason=reason), replace(correction, state="reopened"))
    correction = replace(correction, state="in_force")
    if correction.action in _GONE:
        what = "loại" if correction.action == "reject" else "xác định báo cáo không nêu"
        note = f"Số liệu do {correction.who} {what} ngày {correction.at:%d/%m/%Y}: {correction.why}".rstrip(
            ": "
        )
        return Decided(None, correction, note)
    status = "confirmed" if correction.action == "confirm" else "corrected"
    stated = figure or blank
    return Decided(
        replace(
            stated,
            value=value,
            status=status,  # type: ignore[arg-type]
            confidence=1.0,
            qualifier="exact" if status == "corrected" else stated.qualifier,
            derived="" if status == "corrected" else stated.derived,
            reason="",
        ),
        correction,
    )


def _reopened_because(
    value: float | None,
    unit: str,
    figure: Figure | None,
    readings: Sequence[Reading],
    correction: Correction,
) -> str:
    """Why the decision on `value` (in `unit`) no longer stands (Vietnamese), or ""."""
    current = None if figure is None else figure.value
    if correction.action == "confirm":
        return _confirmed_because(value, unit, current, readings, correction)
    if correction.action in ("correct", "add") and value is None:
        return "quyết định không ghi số mới."
    # What is now read is what was decided: nothing to ask again.
    if value is not None and _equal(current, value):
        return ""
    if said := _later(value, readings, correction):
        return said
    if correction.action == "add":
        return _added_because(readings, value)
    if correction.sha256:
        return _resting_because(readings, correction)
    if correction.old is not None and not _equal(current, correction.old):
        return f"số làm căn cứ nay là {amount(current, unit if figure else '')}."
    return ""


def _confirmed_because(
    value: float | None,
    unit: str,
    current: float | None,
    readings: Sequence[Reading],
    correction: Correction,
) -> str:
    """A confirmation is of a number: another number, or none, must be confirmed anew."""
    if value is None:
        return "quyết định không ghi số được xác nhận."
    if current is not None:
        # Counts are exact; an amount may be read to another digit in another place of the same paper.
        rounded = unit == "USD" and apart(current, value) <= SAME
        return "" if rounded or _equal(current, value) else f"số đọc được nay là {amount(current, unit)}."
    if said := _later(value, readings, correction):
        return said
    if correction.sha256 and (said := _resting_because(readings, correction)):
        return said
    # The report contradicts itself: the one that was confirmed must still be among what it says.
    chosen = [r for r in readings if not correction.sha256 or _is_named(r, correction)]
    return "" if any(_equal(r.value, value) for r in chosen) else "văn bản không còn nêu số được xác nhận."


def _resting_because(readings: Sequence[Reading], correction: Correction) -> str:
    resting = [r for r in readings if _is_named(r, correction)]
    if not resting:
        return "văn bản hoặc câu làm căn cứ không còn."
    if correction.old is not None and not any(_equals_old(r, correction.old) for r in resting):
        return f"số đọc được nay là {amount(resting[0].candidate.value, resting[0].candidate.unit)}."
    return ""


def _later(value: float | None, readings: Sequence[Reading], correction: Correction) -> str:
    later = [
        r
        for r in readings
        if r.submission.received_date and r.submission.received_date > correction.at.date()
        if r.value is not None and not _equal(r.value, value)
    ]
    if not later:
        return ""
    return f"văn bản đến sau nêu {amount(later[0].candidate.value, later[0].candidate.unit)}."


def _added_because(readings: Sequence[Reading], value: float | None) -> str:
    found = [r for r in readings if r.value is not None and not _equal(r.value, value)]
    if not found:
        return ""
    return f"báo cáo nay đọc được {amount(found[0].candidate.value, found[0].candidate.unit)}."


def _is_named(reading: Reading, correction: Correction) -> bool:
    # The place is not compared: the same words in the same bytes are the same evidence, also after a reader
    # began to count paragraphs in another way.
    same_file = reading.candidate.sha256 == correction.sha256
    return same_file and (not correction.quote or reading.candidate.quote == correction.quote)


def _equals_old(reading: Reading, old: float) -> bool:
    return _equal(reading.value, old) or _equal(reading.candidate.value, old)


def _equal(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return a == b or (abs(a) > 1e6 and apart(a, b) <= SAME / 100)


def _decided_value(key: Key, unit: str, correction: Correction) -> float | None:
    """The value decided, in `unit`; an amount in another currency is converted.

    Who confirms confirms a number: the one written, or else the one that stood there.
    """
    value = correction.new
    if value is None and correction.action == "confirm":
        value = correction.old
    if value is None or not correction.unit or correction.unit == unit:
        return value
    year = int(key.period[:4]) - (key.role == "prior_year")
    return to_unit(value, correction.unit, unit, year).value
