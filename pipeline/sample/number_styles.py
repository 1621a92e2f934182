"""How a number is printed in a Vietnamese report, and what the printed number then states.

Printing belongs here; which number is printed does not. Rounding is half up, as in the offices' papers.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def rounded(value: float | int | Decimal, digits: int) -> Decimal:
    """`value` with so many digits after the comma, half up."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def grouped(value: int) -> str:
    """1581 -> `1.581`."""
    return f"{value:,}".replace(",", ".")


def padded(value: int) -> str:
    """Counts below ten get a zero before them, as the offices write: 9 -> `09`, 0 -> `0`."""
    return f"0{value}" if 0 < value < 10 else grouped(value)


def decimal(value: Decimal) -> str:
    """A decimal with comma and grouped thousands, without idle zeros: 1234.50 -> `1.234,5`."""
    whole, _, fraction = f"{value:f}".partition(".")
    fraction = fraction.rstrip("0")
    return grouped(int(whole)) + (f",{fraction}" if fraction else "")


def scaled(value: int, style: str) -> tuple[str, int]:
    """An amount in thousands, millions or billions with two digits, and the amount that this states."""
    scale = SCALES[style]
    printed = rounded(Decimal(value) / scale, 2)
    return decimal(printed), int(printed * scale)


def words(value: int) -> str:
    """A number word from 0 to 99: 9 -> `chín`, 21 -> `hai mươi mốt`. Raises `ValueError` beyond."""
    if not 0 <= value <= 99:
        raise ValueError(f"no word for {value}")
    tens, ones = divmod(value, 10)
    if tens == 0:
        return _ONES[ones]
    head = "mười" if tens == 1 else f"{_ONES[tens]} mươi"
    if ones == 0:
        return head
    if ones == 1 and tens > 1:
        return f"{head} mốt"
    if ones == 5:
        return f"{head} lăm"
    return f"{head} {_ONES[ones]}"
