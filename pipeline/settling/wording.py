"""Vietnamese words for values, in reasons and messages that analysts read.

Short forms only (a value, a unit); the summary's own number style is `pipeline.summary`'s.
"""

from __future__ import annotations

UNIT_VI = {"count": "", "people": "người", "percent": "%", "VND": "đồng"}


def number(value: float) -> str:
    """`2915200.5` as "2.915.200,5": dots group thousands, a comma is the decimal mark, no trailing zeros."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.translate(str.maketrans(",.", ".,"))


def amount(value: float | None, unit: str) -> str:
    """A value with its unit: "568.780.000 USD", "8", "-12 %"."""
    if value is None:
        return "(chưa có)"
    return f"{number(value)} {UNIT_VI.get(unit, unit)}".rstrip()
