"""The shape of a quantity: a number of a text and what it counts. No reading of text here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["money", "count", "percent", "times"]
Form = Literal["", "done", "plan", "zero", "signed", "range"]
Hedge = Literal["exact", "about", "over", "under"]


@dataclass(frozen=True)
class Quantity:
    """One number of a text with its unit; offsets into the text as it stands."""

    start: int
    """Where the number begins (its hedge and sign not counted)."""
    end: int
    """Where its unit or noun ends."""
    number_end: int
    """Where digits and scale word end."""
    value: float
    """Scaled; a signed form carries its sign; percent 57.9 for "57,9%", 75 for "bằng 3/4", "ba phần tư"."""
    kind: Kind
    unit: str = ""
    """Currency code of money; empty when an amount names none."""
    noun: str = ""
    """Class of the noun counted (catalogue/cues/nouns.yaml); "" for a bare number, "other" when unknown."""
    hedge: Hedge = "exact"
    form: Form = ""
    """done/plan: the numbers of "02/11 đoàn"; zero: a stated nothing; signed: "+3", "-3,9%"; range: "5-7"."""
    stated: str = ""
    """Number and scale word as printed."""
    stated_unit: str = ""
    """Unit or noun as printed."""
    other_value: float | None = None
    """The other reading of an ambiguous separator, scaled."""
    scale: float = 1.0
    """The factor of its first scale word: 1e9 for "41 tỷ 200 triệu"."""

    restated: bool = False
    """Whether the same is said more precisely right behind: "hơn 815 triệu USD (815,24 triệu USD)"."""

    @property
    def is_bare(self) -> bool:
        """Whether it is a number with neither noun nor unit."""
        return self.kind == "count" and not self.noun and self.scale == 1.0
