"""One number in digits with what stands right around it: sign, hedge, scale words, currency, percent, noun.

Relations between numbers do not belong here (fractions.py, neighbours.py), nor number words (spoken.py).
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extraction.quantities.lexicon import phrase_of
from pipeline.extraction.quantities.numerals import Numeral, read_digits, scaled
from pipeline.extraction.quantities.quantity import Form, Hedge, Kind, Quantity
from pipeline.extraction.quantities.surface import MARKS, Surface

_AROUND = MARKS + " \t\n\u00a0"
_SHORTEST_SLIP = 4
"""A single word shorter than this reads like too many others without its marks ("đô" and "độ")."""
_SMALLEST_OF_MONEY = 1e3
"""An amount without a unit is money behind "triệu" and "nghìn", not behind "trăm"."""
_LARGEST_PERCENT = 10_000.0
"""Changes beyond a hundredfold are not stated in percent."""
_PART = re.compile(r"\s+([0-9]{1,3}(?:,[0-9]+)?)(?![0-9.,])")
_SPACED_SIGN = re.compile(r"(?:=>?|\()\s*([+-])\s+$")
""" "=> - 02", "(- 4)": behind these a dash is a minus though a space follows."""
_BEFORE_SIGN = tuple(" (,;:=[/")
_HEDGE_REACH = 24
_CLAUSE_REACH = 28
_SENTENCE_REACH = 400
_CLAUSE_END = re.compile(r"[.;:()\n]")


def amount_at(surface: Surface, start: int, end: int) -> Quantity | None:
    """The quantity whose digits stand at `start:end`; None for digits that are no number ("1.2.3")."""
    made = _amount_as_printed(surface, start, end)
    if made is None or made.noun != "other" or surface.lex.bare:
        return made
    return _with_slipped_unit(surface, start, end) or made


def _with_slipped_unit(surface: Surface, start: int, end: int) -> Quantity | None:
    """The quantity where its unit lost or changed diacritics ("45 tríệu USD", "12 lưọt người"), else None."""
    read = _amount_as_printed(surface.plain, start, end)
    if read is None or (read.noun in ("", "other") and read.kind != "money"):
        return None
    words = surface.folded[end : read.end].split()
    short = len(words) == 1 and len(words[0]) < _SHORTEST_SLIP and read.scale == 1.0
    if short or not surface.lex.lookalikes.isdisjoint(words):
        return None
    return replace(read, hedge=hedge_of(surface, start, read.end))


def _amount_as_printed(surface: Surface, start: int, end: int) -> Quantity | None:
    lex, folded = surface.lex, surface.folded
    digits = folded[start:end].replace(" ", "")
    scale, number_end, implied = _scale(surface, end)
    money = lex.currency.match(folded, number_end)
    before = lex.currency_before.search(folded, max(0, start - 6), start)
    numeral = read_digits(digits, scale, bool(money or before))
    if numeral is None:
        return None
    if scale == 1.0 and (ratio := _ratio(surface, start, end, numeral)):
        return _with_sign(surface, ratio)
    value = scaled(numeral.value, scale)
    other = scaled(numeral.other, scale) if numeral.other is not None else None
    compound, scaled_end = _compound(surface, number_end, Numeral(value), scale)
    if scaled_end > number_end:
        value, other, number_end = compound.value, compound.other, scaled_end
        money = lex.currency.match(folded, number_end)
    noun = lex.noun.match(folded, number_end)
    if noun and not surface.joins(number_end, noun.start(1)):
        noun = None
    if money and surface.joins(number_end, money.start(1)) and not (noun and noun.end() > money.end()):
        code = lex.currency_of[phrase_of(money)]
        made = money_of(surface, start, number_end, money.end(), (value, other), code, scale)
    elif before:
        code = lex.currency_of[phrase_of(before)]
        made = money_of(surface, start, number_end, number_end, (value, other), code, scale)
    elif scale >= _SMALLEST_OF_MONEY and not noun and (implied or _ends_here(surface, number_end)):
        made = money_of(surface, start, number_end, number_end, (value, other), implied, scale)
    else:
        made = counted(surface, start, number_end, value)
    return _with_sign(surface, replace(made, scale=scale))


def counted(surface: Surface, start: int, number_end: int, value: float) -> Quantity:
    """A number with the noun behind it, or none, or an unknown one."""
    lex, folded = surface.lex, surface.folded
    noun = lex.noun.match(folded, number_end)
    if noun and surface.joins(number_end, noun.start(1)):
        return made_of(surface, (start, number_end, noun.end()), value, "count", lex.noun_of[phrase_of(noun)])
    word = lex.next_word.match(folded, number_end)
    if word is None or _ends_here(surface, number_end):
        return made_of(surface, (start, number_end, number_end), value, "count")
    return made_of(surface, (start, number_end, word.end()), value, "count", "other")


def made_of(
    surface: Surface,
    span: tuple[int, int, int],
    value: float,
    kind: Kind,
    noun: str = "",
    form: Form = "",
) -> Quantity:
    """A quantity over `span` (start, end of the number, end of its unit) with its hedge."""
    start, number_end, end = span
    return Quantity(
        start=start,
        end=end,
        number_end=number_end,
        value=value,
        kind=kind,
        noun=noun,
        hedge=hedge_of(surface, start, end),
        form=form,
        stated=surface.text[start:number_end],
        stated_unit=surface.text[number_end:end].strip(_AROUND),
    )


def money_of(
    surface: Surface,
    start: int,
    number_end: int,
    end: int,
    readings: tuple[float, float | None],
    unit: str,
    scale: float = 1.0,
) -> Quantity:
    """An amount; of the two readings of a lone separator one beyond the plausible falls away."""
    value, other = plausible(surface, readings, unit, scale)
    made = made_of(surface, (start, number_end, end), value, "money")
    return replace(made, unit=unit, other_value=other)


def plausible(
    surface: Surface, readings: tuple[float, float | None], unit: str, scale: float
) -> tuple[float, float | None]:
    """The readings in order of likelihood, without those that are larger than any report states.

    A comma before three digits is a decimal mark first; as a group mark it must give a usual amount. A dot is
    a group mark first, unless that gives an unusual amount that is not even round ("52.677 tỷ đồng").
    """
    value, other = readings
    cues = surface.lex.cues
    if other is None or unit not in cues.largest:
        return value, other
    if other > cues.usual[unit] or value > cues.largest[unit]:
        return min(value, other), None
    return (other, value) if value > cues.usual[unit] and value / scale % 10 else (value, other)


def hedge_of(surface: Surface, start: int, end: int) -> Hedge:
    """What the words right before the number, or right behind its unit, make of it."""
    lex, folded = surface.lex, surface.folded
    if match := lex.hedge.search(folded, max(0, start - _HEDGE_REACH), start):
        return lex.hedge_of[phrase_of(match)]  # type: ignore[return-value]
    if match := lex.hedge_after.match(folded, end):
        return lex.hedge_after_of[phrase_of(match)]  # type: ignore[return-value]
    return "exact"


def clause_before(surface: Surface, position: int) -> str:
    """The words of the clause right before a number, at most a few."""
    left = surface.folded[max(0, position - _CLAUSE_REACH) : position]
    return _CLAUSE_END.split(left)[-1]


def rescaled(surface: Surface, quantity: Quantity, like: Quantity) -> Quantity:
    """A bare number read in the unit and scale of another quantity ("từ 58 lên 226,4 triệu USD")."""
    sign = -1 if quantity.value < 0 else 1
    money = like.kind == "money"
    numeral = (
        read_digits(quantity.stated, like.scale, money) if _plain(quantity.stated) else None
    ) or Numeral(abs(quantity.value))
    other = scaled(numeral.other, like.scale) if numeral.other is not None and money else None
    value, other = plausible(surface, (scaled(numeral.value, like.scale), other), like.unit, like.scale)
    return replace(
        quantity,
        kind=like.kind,
        unit=like.unit,
        noun=like.noun,
        scale=like.scale,
        value=sign * value,
        other_value=other,
    )


def or_amount(surface: Surface, count: Quantity, like: Quantity) -> Quantity:
    """A bare count beside an amount that may be one itself: with that reading, where it is a possible one."""
    other = scaled(count.value, like.scale)
    impossible = other > surface.lex.cues.largest.get(like.unit, other) or count.stated.startswith("0")
    if like.kind != "money" or like.scale == 1.0 or impossible:
        return count
    return replace(count, other_value=other)


def _plain(stated: str) -> bool:
    return stated.replace(".", "").replace(",", "").isdigit()


def _scale(surface: Surface, end: int) -> tuple[float, int, str]:
    """The factor of the scale words behind the digits ("ngàn tỷ"), where they end, the currency implied."""
    lex = surface.lex
    factor, implied = 1.0, ""
    if tens := lex.tens_before_scale.match(surface.folded, end):
        factor, end = lex.tens_of[tens[1]], tens.end()
    while match := lex.scale.match(surface.folded, end):
        word = match[1] or match[2]
        if factor > lex.scale_of[word] or not surface.joins(end, match.start(match.lastindex or 1)):
            break
        factor *= lex.scale_of[word]
        implied = lex.scale_currency.get(word, "")
        end = match.end()
    return factor, end, implied


def _compound(surface: Surface, end: int, whole: Numeral, scale: float) -> tuple[Numeral, int]:
    """ "24 tỷ 631 triệu 500 ngàn": smaller parts are added; "2 tỷ rưỡi" is half a unit more."""
    lex, folded = surface.lex, surface.folded
    value = whole.value
    if scale > 1 and (half := lex.and_half.match(folded, end)):
        return Numeral(value + scale / 2), half.end()
    while scale > 1 and (part := _PART.match(folded, end)):
        amount = float(part[1].replace(",", "."))
        word = lex.scale.match(folded, part.end())
        ends = word.end() if word else part.end()
        if word is None:
            if not lex.currency.match(folded, ends):
                break
            tail = _tail(part[1], amount, scale)
            return Numeral(value + tail.value, None if tail.other is None else value + tail.other), ends
        smaller = lex.scale_of[word[1] or word[2]]
        if smaller >= scale:
            break
        value, end, scale = value + scaled(amount, smaller), ends, smaller
    return Numeral(value), end


def _tail(digits: str, amount: float, scale: float) -> Numeral:
    """What digits without a scale word are worth behind one: "2 tỷ 3" is 2,3, "915 nghìn 200" 915.200.

    "2 tỷ 350 đồng" is said for 2,35 tỷ, and written for 350 đồng more; "2 tỷ 35" is 2,035 or 2,35 tỷ.
    """
    if len(digits) == 1:
        return Numeral(scaled(amount, scale / 10))
    if len(digits) == 3 and digits.isdigit():
        return Numeral(scaled(amount, scale / 1e3), amount if scale > 1e3 else None)
    return Numeral(scaled(amount, scale / 1e3), scaled(amount, scale / 100))


def _ratio(surface: Surface, start: int, end: int, numeral: Numeral) -> Quantity | None:
    """A percentage or a multiple; a lone separator is a decimal mark there. Percent points are "other".

    "1.204%" may be twelve times as much, or a fifth of a percent point more than one: both readings stay.
    """
    lex, folded = surface.lex, surface.folded
    open_dot = numeral.other is not None and "," not in folded[start:end] and numeral.value < _LARGEST_PERCENT
    value = numeral.value if numeral.other is None or open_dot else numeral.other
    if percent := lex.percent.match(folded, end):
        made = made_of(surface, (start, end, percent.end()), value, "percent")
        return replace(made, other_value=numeral.other) if open_dot else made
    value = numeral.value if numeral.other is None else numeral.other
    if times := lex.times.match(folded, end):
        is_multiple = (
            value != int(value)
            or lex.times_before.search(clause_before(surface, start)) is not None
            or lex.times_behind.match(folded, times.end()) is not None
        )
        if is_multiple:
            return made_of(surface, (start, end, times.end()), value, "times")
        return made_of(surface, (start, end, times.end()), numeral.value, "count", "other")
    if points := lex.points.match(folded, end):
        return made_of(surface, (start, end, points.end()), value, "count", "other")
    return None


def _ends_here(surface: Surface, end: int) -> bool:
    """Whether no word follows that could be counted."""
    lex, folded = surface.lex, surface.folded
    word = lex.next_word.match(folded, end)
    if word is None or word[1] in lex.function_words:
        return True
    return bool(lex.function_phrase.match(folded, end) or lex.step_ahead.match(folded, end))


def _with_sign(surface: Surface, quantity: Quantity) -> Quantity:
    """ "(+3)", "(-34,9%)"; a dash that opens a line is a list mark, behind a word a minus in a comparison."""
    folded, start = surface.folded, quantity.start
    if quantity.kind == "percent" and surface.lex.minus.search(folded, max(0, start - 6), start):
        return replace(quantity, value=-quantity.value, form="signed")
    if spaced := _SPACED_SIGN.search(folded, max(0, start - 6), start):
        return replace(quantity, value=-quantity.value if spaced[1] == "-" else quantity.value, form="signed")
    sign = folded[max(0, start - 1) : start]
    before = folded[max(0, start - 2) : max(0, start - 1)]
    if sign not in ("+", "-") or before not in _BEFORE_SIGN:
        return quantity
    if before == " ":
        last = folded[: start - 2].rstrip(" ")[-1:]
        if last in ("", "\n"):
            return quantity
        if sign == "-" and (last.isdigit() or last == "%"):
            return quantity
        low = max(surface.full_sentence_start(start), start - _SENTENCE_REACH)
        is_open = sign == "-" and last.isalpha() and quantity.kind != "percent"
        if is_open and not surface.lex.signed_after.search(folded, low, start):
            return quantity
    return replace(quantity, value=-quantity.value if sign == "-" else quantity.value, form="signed")
