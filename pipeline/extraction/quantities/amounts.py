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
_PART = re.compile(r"\s+([0-9]{1,3}(?:,[0-9]+)?)(?![0-9.,])")
_BEFORE_SIGN = tuple(" (,;:=[/")
_HEDGE_REACH = 24
_CLAUSE_REACH = 28
_CLAUSE_END = re.compile(r"[.;:()\n]")


def amount_at(surface: Surface, start: int, end: int) -> Quantity | None:
    """The quantity whose digits stand at `start:end`; None for digits that are no number ("1.2.3")."""
    lex, folded = surface.lex, surface.folded
    digits = folded[start:end]
    scale, number_end, implied = _scale(surface, end)
    money = lex.currency.match(folded, number_end)
    before = lex.currency_before.search(folded, max(0, start - 6), start)
    numeral = read_digits(digits, scale, bool(money or before))
    if numeral is None:
        return None
    if scale == 1.0 and (ratio := _ratio(surface, start, end, numeral)):
        return _with_sign(surface, ratio)
    value, scaled_end = _compound(surface, number_end, scaled(numeral.value, scale), scale)
    if scaled_end > number_end:
        numeral, number_end = Numeral(value / scale), scaled_end
        money = lex.currency.match(folded, number_end)
    other = scaled(numeral.other, scale) if numeral.other is not None else None
    noun = lex.noun.match(folded, number_end)
    if noun and not surface.joins(number_end, noun.start(1)):
        noun = None
    if money and surface.joins(number_end, money.start(1)) and not (noun and noun.end() > money.end()):
        code = lex.currency_of[phrase_of(money)]
        made = money_of(surface, start, number_end, money.end(), (value, other), code, scale)
    elif before:
        code = lex.currency_of[phrase_of(before)]
        made = money_of(surface, start, number_end, number_end, (value, other), code, scale)
    elif scale > 1 and not noun and (implied or _ends_here(surface, number_end)):
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


def sentence_start(surface: Surface, position: int) -> int:
    """Where the sentence that holds `position` begins."""
    return max((e for e in surface.sentence_ends if e <= position), default=0)


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


def _plain(stated: str) -> bool:
    return stated.replace(".", "").replace(",", "").isdigit()


def _scale(surface: Surface, end: int) -> tuple[float, int, str]:
    """The factor of the scale words behind the digits ("ngàn tỷ"), where they end, the currency implied."""
    lex = surface.lex
    factor, implied = 1.0, ""
    while match := lex.scale.match(surface.folded, end):
        word = match[1] or match[2]
        if factor > lex.scale_of[word] or not surface.joins(end, match.start(match.lastindex or 1)):
            break
        factor *= lex.scale_of[word]
        implied = lex.scale_currency.get(word, "")
        end = match.end()
    return factor, end, implied


def _compound(surface: Surface, end: int, value: float, scale: float) -> tuple[float, int]:
    """ "24 tỷ 631 triệu 500 ngàn": smaller parts are added; "2 tỷ rưỡi" is half a unit more."""
    lex, folded = surface.lex, surface.folded
    if scale > 1 and (half := lex.and_half.match(folded, end)):
        return value + scale / 2, half.end()
    while scale > 1 and (part := _PART.match(folded, end)):
        amount = float(part[1].replace(",", "."))
        word = lex.scale.match(folded, part.end())
        smaller = lex.scale_of[word[1] or word[2]] if word else 1.0
        ends = word.end() if word else part.end()
        if smaller >= scale or (not word and not lex.currency.match(folded, ends)):
            break
        value, end, scale = value + scaled(amount, smaller), ends, smaller
    return value, end


def _ratio(surface: Surface, start: int, end: int, numeral: Numeral) -> Quantity | None:
    """A percentage or a multiple; a lone separator is a decimal mark there. Percent points are "other"."""
    lex, folded = surface.lex, surface.folded
    value = numeral.value if numeral.other is None else numeral.other
    if percent := lex.percent.match(folded, end):
        return made_of(surface, (start, end, percent.end()), value, "percent")
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
    return word is None or word[1] in lex.function_words or lex.function_phrase.match(folded, end) is not None


def _with_sign(surface: Surface, quantity: Quantity) -> Quantity:
    """ "(+3)", "(-34,9%)"; a dash that opens a line is a list mark, behind a word a minus in a comparison."""
    folded, start = surface.folded, quantity.start
    if quantity.kind == "percent" and surface.lex.minus.search(folded, max(0, start - 6), start):
        return replace(quantity, value=-quantity.value, form="signed")
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
        low = sentence_start(surface, start)
        if sign == "-" and last.isalpha() and not surface.lex.signed_after.search(folded, low, start):
            return quantity
    return replace(quantity, value=-quantity.value if sign == "-" else quantity.value, form="signed")
