"""What settling gives: figures, their sources, findings; and what it takes from analysts. Shapes only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class Figure:
    """The settled value of one key, in force or in review (one shape for `figures` and `to_review`)."""

    figure_id: str
    """Hash of the key (period, months, province_id, indicator, role)."""
    period: str
    months: int
    province_id: str
    province: str
    indicator: str
    role: str
    value: float | None
    """In the catalogue's unit; money in USD. None when nothing could be settled (review only)."""
    unit: str
    qualifier: str
    status: Literal["accepted", "confirmed", "corrected", "review"]
    confidence: float
    derived: str = ""
    """How it was derived when no document states it as such.

    "mới + tăng thêm + góp vốn", "quy đổi 23.790 VND/USD, 2023".
    """
    value_stated: str = ""
    unit_stated: str = ""
    reason: str = ""
    """Why it is in review, Vietnamese."""
    readings: str = ""
    """JSON list of {value, unit, quote, place, file, confidence, …}: what was considered.

    Empty for a figure in force that rests on one reading: its source says the same.
    """


@dataclass(frozen=True)
class FigureSource:
    """A candidate behind a figure; behind a derived total those of its parts."""

    figure_id: str
    candidate_id: str
    sha256: str
    place: str
    quote: str


@dataclass(frozen=True)
class RuleResult:
    """A finding of one rule."""

    result_id: str
    rule: str
    importance: Literal["high", "medium", "low"]
    period: str
    province_id: str
    message: str
    state: Literal["open", "dismissed"] = "open"
    figure_ids: tuple[str, ...] = ()
    expected: str = ""
    """What the rule asks, Vietnamese: "không quá 40"."""
    evidence: str = ""
    """JSON list of {what, period, value, unit, stated, file, place, quote}: where each value stands."""
    rests_on: str = ""
    """The values behind it; when one changes, a dismissal no longer counts."""
    dismissed_by: str = ""
    dismissed_why: str = ""


@dataclass(frozen=True)
class Correction:
    """What an analyst decided. Append-only; it names what it corrected and reopens when that changes."""

    correction_id: str
    key: str
    """period|months|province_id|indicator|role; for `dismiss` finding|period|province_id|rule|result_id."""
    who: str
    at: datetime
    why: str
    action: Literal["confirm", "correct", "reject", "not_stated", "add", "dismiss"]
    old: float | None
    new: float | None
    unit: str = ""
    sha256: str = ""
    place: str = ""
    quote: str = ""
    state: Literal["in_force", "reopened"] = "in_force"
    rests_on: str = ""
    """For `dismiss`: the finding's values then."""
