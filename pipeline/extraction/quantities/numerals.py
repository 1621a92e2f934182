"""What a string of digits and separators, or of number words, is worth. No units, no text around.

Vietnamese writes `.` between thousands and `,` before decimals; real reports break this, so every reading of
digits says whether the string allows another one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.catalogue.cues import NumberWords

_GROUPS = re.compile(r"\d{1,3}(?:[.]\d{3})+|\d{1,3}(?:,\d{3})+")


@dataclass(frozen=True)
class Numeral:
    """A value and, where the separators allow another reading, that one."""

    value: float
    other: float | None = None


def scaled(value: float, scale: float) -> float:
    """`value` times its scale word, without the noise of binary fractions (4,03 triệu is 4 030 000)."""
    return round(value * scale, 4)


def read_digits(text: str, scale: float = 1.0, money: bool = False) -> Numeral | None:
    """The value of `text` ("2.915.200", "568,78", "52.677") before its scale word is applied.

    `scale` is the factor of the scale word behind it (1 without one), `money` whether a currency follows;
    they say what a lone separator before three digits means. An amount in whole units has no thousandths, so
    "724.114" of USD has one reading. Returns None for a string that is no number ("1.2.3", "12,34,5").
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
    if len(tail) != 3 or len(whole) > 3 or whole.startswith("0"):
        return Numeral(decimal_value)
    grouped_value = float(whole + tail)
    if scale > 1:
        # "1,086 triệu USD" is a decimal first, "1.127 tỷ đồng" a group first; "45.000 tỷ" is not 45.
        if mark == "." and tail.endswith("00"):
            return Numeral(grouped_value)
        return Numeral(decimal_value, grouped_value) if mark == "," else Numeral(grouped_value, decimal_value)
    return Numeral(grouped_value) if money else Numeral(grouped_value, decimal_value)


def _grouped(text: str) -> bool:
    return text.isdigit() or _GROUPS.fullmatch(text) is not None


def read_words(
    words: Sequence[str], lexicon: NumberWords, scales: Mapping[str, float] | None = None
) -> float | None:
    """The value of number words ("hai mươi ba", "ba triệu hai trăm nghìn"), None when they make no number.

    `scales` maps scale words to their factors; without it only thousands are read. "rưỡi" behind a scale word
    is half of it more.
    """
    scales = dict.fromkeys(lexicon.thousand, 1e3) if scales is None else scales
    lexicon_thousands = {scales[word] for word in lexicon.thousand if word in scales}
    total = 0.0
    group: list[str] = []
    last = float("inf")
    for word in words:
        if word == lexicon.and_half:
            if group or last == float("inf"):
                return None
            total += last / 2
        elif (factor := scales.get(word)) is not None:
            below_thousand = 0.5 if group == [lexicon.half] else _with_decimals(group, lexicon)
            if factor > last and last in lexicon_thousands and (below_thousand is not None or not group):
                total = (total + (below_thousand or 0.0)) * factor  # "ba nghìn hai trăm tỷ"
            elif below_thousand is None or factor >= last:
                return None
            else:
                total += below_thousand * factor
            last, group = factor, []
        else:
            group.append(word)
    if not group:
        return total or None
    if 1e3 < last < float("inf") and len(group) == 1 and lexicon.digits.get(group[0]):
        return total + lexicon.digits[group[0]] * last / 10  # "hai tỷ ba" is 2,3 tỷ
    rest = _below_thousand(
        group[1:] if last < float("inf") and group[0] in lexicon.zero_ten else group, lexicon
    )
    return None if rest is None or rest >= last else total + rest


def _with_decimals(words: Sequence[str], lexicon: NumberWords) -> float | None:
    """ "ba phẩy năm", "không phẩy không hai": a number below a thousand with decimals."""
    if lexicon.comma not in words:
        return _below_thousand(words, lexicon)
    place = list(words).index(lexicon.comma)
    whole = _below_thousand(words[:place], lexicon)
    decimals = list(words[place + 1 :])
    noughts = 0
    while len(decimals) > 1 and lexicon.digits.get(decimals[0]) == 0:
        noughts, decimals = noughts + 1, decimals[1:]
    fraction = _below_thousand(decimals, lexicon)
    if whole is None or fraction is None:
        return None
    return float(f"{whole:.0f}.{'0' * noughts}{fraction:.0f}")


def _below_thousand(words: Sequence[str], lexicon: NumberWords) -> float | None:
    """Hundreds, tens and units; None for anything else (in "hai mươi năm" the last word is years)."""
    current: int | None = None
    for index, word in enumerate(words):
        if (digit := lexicon.digits.get(word)) is not None:
            if word in lexicon.tails and (current is None or 1 < current < 10):
                if current is None:
                    return None
                current = current * 10 + digit
            elif current is None:
                current = digit
            elif current % 10 == 0 and (current > 0 or words[index - 1] in lexicon.zero_ten):
                if word == lexicon.year and words[index - 1] in (lexicon.ten, lexicon.tens):
                    return None
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
        elif word == lexicon.tens or word in lexicon.tens_also:
            if current is None or not 0 < current % 100 < 10:
                return None
            current = current - current % 100 + current % 100 * 10
        elif word == lexicon.hundred:
            if current is None or not 0 <= current < 10:
                return None
            current *= 100
        elif word in lexicon.zero_ten:
            if current is None or current % 100 or index + 1 == len(words):
                return None
        else:
            return None
    return None if current is None else float(current)
