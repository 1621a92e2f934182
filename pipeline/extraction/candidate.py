"""What extraction gives: candidates, one value that a document states each. Shapes only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["actual", "planned", "prior_year", "change", "change_pct"]
Qualifier = Literal["exact", "about", "over", "under"]
Status = Literal["accepted", "review"]


@dataclass(frozen=True)
class Context:
    """What is known of a text before it is read: the outermost scope of every slot."""

    province_id: str = ""
    """"VN" for the nation; empty when nobody knows."""
    period: str = ""
    months: int = 0


@dataclass(frozen=True)
class Candidate:
    """One value that a document states, with the way back to its sentence."""

    indicator: str
    """Empty when the frame is none of the catalogue's indicators (`set_aside` says what it is)."""
    role: Role
    value: float
    """In `unit`; an amount in the currency stated (converted by settling)."""
    unit: str
    """count | people | percent | a currency code (USD, VND, EUR …)."""
    qualifier: Qualifier
    quote: str
    """The words of the source, untouched."""
    place: str
    period: str = ""
    months: int = 0
    province_id: str = ""
    """Whose it is: a province, "VN", or empty."""
    owner: str = "province"
    """province | other_province | nation | region | project | organisation | part | abroad."""
    value_stated: str = ""
    """The number as printed, with its scale word: "568,78 triệu"."""
    unit_stated: str = ""
    """The unit as printed: "USD", "đoàn"."""
    confidence: float = 0.0
    status: Status = "review"
    set_aside: str = ""
    """Why it is no figure; empty for a candidate that goes into settling."""
    note: str = ""
    method: str = "text"
    """text | table | ocr."""
    page: int | None = None
    sentence: str = ""
    """The whole sentence or row around the quote."""
    start: int = 0
    """Offset of the quote in its block."""
    block: int = 0
    """Index of the block in its document."""
    sha256: str = ""
    candidate_id: str = ""
    """Given by settling, where all candidates of a month are seen together."""
    cumulative: bool = True
    """False for a one-month value that must not enter a year-to-date sum."""
    figure_id: str = ""
    """The figure that it went into; filled by settling."""
