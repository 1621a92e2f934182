"""The shape of a quantity: a number of a text and what it counts. No reading of text here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["money", "count", "percent", "times"]
Form = Literal["", "done", "plan", "zero", "signed", "range"]


@dataclass(frozen=True)
class Quantity:
    """One number of a text with its unit; offsets into the text as it stands."""

    start: int
    """Where the number begins (its hedge not counted)."""
    end: int
    """Where its unit or noun ends."""
    number_end: int
    """Where digits and scale word end."""
    value: float
    """Scaled; a signed form carries its sign; percent 57.9 for "57,9%"."""
    kind: Kind
    unit: str = ""
    """Currency code of money; empty when an amount names none."""
    noun: str = ""
    """Class of the noun counted (catalogue/cues/nouns.yaml); "" for a bare number, "other" for an unknown noun."""
    hedge: Literal["exact", "about", "over", "under"] = "exact"
    form: Form = ""
    """done/plan: the two numbers of "02/11 đoàn"; zero: a stated nothing; signed: "+3", "-34,9%"; range: an end of "5-7"."""
    stated: str = ""
    """Number and scale word as printed."""
    stated_unit: str = ""
    """Unit or noun as printed."""
    other_value: float | None = None
    """The other reading of an ambiguous separator, scaled."""
