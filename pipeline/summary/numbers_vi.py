"""How the office prints numbers, dates, lists and periods: the house style of the national report, in
Vietnamese.

Only formatting belongs here: no arithmetic on figures beyond rounding for print, no sentences
(`sentences.py`). Rules (national report of the first half of 2017 and decree 30/2020, appendix I): decimal
comma, dotted thousands, counts below 10 zero-padded ("03 đoàn"), shares with one decimal rounded half up,
days always two digits and the month padded only for January and February ("05/7/2023", "21/02/2017").
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from pipeline.catalogue import Period

ELLIPSIS_MARK = "…"
"""Statistical sign: it exists or may exist, but there is no figure."""
NIL_MARK = "-"
"""Statistical sign: the report states that there was none (zero)."""
NOT_APPLICABLE_MARK = "x"
"""Statistical sign: cannot be computed or does not apply (a percentage on a base of zero)."""
IN_REVIEW_MARK = "…*"
"""A figure was found but awaits confirmation; it is in no total."""

_SCALES: tuple[tuple[Decimal, str], ...] = ((Decimal(10) ** 9, "tỷ"), (Decimal(10) ** 6, "triệu"))


def rounded(value: float | int | Decimal, decimals: int) -> Decimal:
    """`value` rounded half up (away from zero), as the office does: 52.55 -> 52.6, -0.25 -> -0.3.

    The decimal expansion of the float is used as Python prints it, so that 2.675 is 2.68, not 2.67.
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    result = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return result if result else abs(result)


def number(value: float | int | Decimal, decimals: int = 0, trim: bool = False) -> str:
    """A number with dotted thousands and a decimal comma: 12722.5 with one decimal -> "12.722,5".

    `trim` drops decimals that are zero at the end ("2,10" -> "2,1", "2,00" -> "2").
    """
    text = f"{rounded(value, decimals):,f}"
    whole, _, fraction = text.partition(".")
    if trim:
        fraction = fraction.rstrip("0")
    whole = whole.replace(",", ".")
    return f"{whole},{fraction}" if fraction else whole


def plain(value: float | int) -> str:
    """A number with as many decimals as it has, at most two: 41.0 -> "41", 12.5 -> "12,5"."""
    return number(value, 2, trim=True)


def count(value: float | int) -> str:
    """A count in running text; below 10 it is zero-padded: 3 -> "03", 0 -> "0", 1183 -> "1.183"."""
    if float(value).is_integer() and 0 < abs(value) < 10:
        return f"{'-' if value < 0 else ''}0{abs(int(value))}"
    return plain(value)


def fraction(part: int, whole: int) -> str:
    """ "41/59", both sides in house style: 1 of 59 -> "01/59"."""
    return f"{count(part)}/{count(whole)}"


def share(part: float | int, whole: float | int) -> str:
    """`part` of `whole` in percent with one decimal, half up: 41 of 59 -> "69,5%".

    Raises ValueError when `whole` is zero: a share of nothing is never printed.
    """
    if not whole:
        raise ValueError("tỷ lệ trên mẫu số bằng 0")
    return percent_mark(Decimal(repr(part)) * 100 / Decimal(repr(whole)), trim=False)


def percent(value: float) -> str:
    """A percentage that is already one: 57.9 -> "57,9%", 12.0 -> "12%"."""
    return percent_mark(Decimal(repr(value)), trim=True)


def percent_mark(value: Decimal, trim: bool) -> str:
    """One decimal and a percent sign; what is not zero is never printed as zero."""
    if value and not rounded(value, 1):
        return "dưới 0,1%"
    return f"{number(value, 1, trim)}%"


def amount(value: float, unit: str) -> str:
    """An amount of money in running text: 568780000 USD -> "568,78 triệu USD", 658816 -> "658.816 USD".

    Below a million it is whole units: a converted sum has cents that nobody reported.
    """
    for scale, word in _SCALES:
        if abs(value) >= scale:
            return f"{number(Decimal(repr(value)) / scale, 2, trim=True)} {word} {unit}"
    return f"{number(value) if abs(value) >= 1 else plain(value)} {unit}"


def day(value: date) -> str:
    """A date by the decree's rule: 2017-07-05 -> "05/7/2017", 2017-02-22 -> "22/02/2017"."""
    return f"{day_month(value)}/{value.year}"


def day_month(value: date) -> str:
    """A date without year, as the appendix prints it: 2017-06-12 -> "12/6", 2017-07-03 -> "03/7"."""
    month = f"{value.month:02d}" if value.month <= 2 else str(value.month)
    return f"{value.day:02d}/{month}"


def names(values: Iterable[str], last: str = "và") -> str:
    """A list in running text: "Điện Biên, Lào Cai, Tây Ninh và Thái Nguyên"."""
    items = list(values)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def period_words(period: str, months: int) -> str:
    """A reported time in words: ("2017-06", 6) -> "6 tháng đầu năm 2017". Raises ValueError."""
    return Period.parse(period).label_vi(months)


def year_before(period: str) -> str:
    """The period twelve months earlier: "2017-06" -> "2016-06"."""
    return str(Period.parse(period).same_period_last_year)


def signed(value: float, decimals: int = 0) -> str:
    """A change in a table: +26, -22, 0."""
    text = number(value, decimals)
    return f"+{text}" if rounded(value, decimals) > 0 else text


def signed_percent(value: float) -> str:
    """A change in percent in a table, one decimal: 57.9 -> "+57,9", -22.0 -> "-22,0"."""
    return signed(value, 1)
