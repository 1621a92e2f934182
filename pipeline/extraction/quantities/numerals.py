"""What a string of digits and separators, or of number words, is worth.

Separators only: no units, no scale words, no text around. Vietnamese writes `.` between thousands and `,` before
decimals; real reports break this, so every reading says whether the string allows another one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.catalogue.cues import NumberWords

_GROUPS = re.compile(r"\d{1,3}(?:[.]\d{3})+|\d{1,3}(?:,\d{3})+")


@dataclass(frozen=True)
class Numeral:
    """A value and, where the separators allow another reading, that one."""

    value: float
    other: float | None = None


def read_digits(text: str, scale: float, money: bool) -> Numeral | None:
    """The value of `text` ("2.915.200", "568,78", "52.677") before its scale word is applied.

    `scale` is the factor of the scale word behind it (1 without one), `money` whether a currency follows: both
    decide what a lone separator before three digits means. Returns None for a string that is no number
    ("1.2.3", "12,34,5").
    """
    dots, commas = text.count("."), text.count(",")
    if not dots and not commas:
        return Numeral(float(text))
    if dots and commas:
        decimal = max(text.rfind("."), text.rfind(","))
        whole, mark = text[:decimal], text[decimal]
        if mark in whole or not _grouped(whole):
            return None
        return Numeral(float(re.sub(r"[.,]", "", whole) + "." + text[decimal + 1 :]))
    mark = "." if dots else ","
    if text.count(mark) > 1:
        return Numeral(float(text.replace(mark, ""))) if _grouped(text) else None
    whole, tail = text.split(mark)
    decimal_value = float(f"{whole}.{tail}")
    if len(tail) != 3 or len(whole) > 3 or (whole.startswith("0") and len(whole) > 1) or whole == "0":
        return Numeral(decimal_value)
    grouped_value = float(whole + tail)
    if mark == ",":
        # "1,086 triệu USD" is a decimal; "2,500 USD" and "1,200 lượt" can only be groups.
        return Numeral(decimal_value, grouped_value) if scale > 1 else Numeral(grouped_value)
    return Numeral(grouped_value, decimal_value) if scale > 1 or money else Numeral(grouped_value)


def _grouped(text: str) -> bool:
    return text.isdigit() or _GROUPS.fullmatch(text) is not None


def read_words(words: list[str], lexicon: NumberWords) -> int | None:
    """The value of number words ("hai mươi ba", "một trăm linh năm"), or None when they make no number."""
    total = 0
    current: int | None = None
    for index, word in enumerate(words):
        if word in lexicon.digits:
            digit = lexicon.digits[word]
            if current is None:
                current = digit
            elif current % 10 == 0 and current > 0:
                current += digit
            else:
                return None
        elif word == lexicon.ten:
            if current is None:
                current = 10
            elif current >= 100 and current % 100 == 0:
                current += 10
            else:
                return None
        elif word == lexicon.tens:
            if current is None or not 0 < current % 100 < 10:
                return None
            current = current - current % 100 + current % 100 * 10
        elif word == lexicon.hundred:
            if current is None or not 0 < current < 10:
                return None
            current *= 100
        elif word in lexicon.thousand:
            if current is None:
                return None
            total, current = total + current * 1000, None
        elif word in lexicon.zero_ten:
            if current is None or current % 100:
                return None
            if index + 1 == len(words):
                return None
        else:
            return None
    if current is None and total == 0:
        return None
    return total + (current or 0)
