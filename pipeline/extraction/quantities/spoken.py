"""Quantities in words: "mười một tổ chức", "ba triệu hai trăm nghìn USD", "gấp rưỡi", "phân nửa".

What the words are worth stands in numerals.py; here, when they are a quantity and when ordinary speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extraction.quantities.amounts import clause_before, counted, made_of, money_of
from pipeline.extraction.quantities.lexicon import phrase_of
from pipeline.extraction.quantities.numerals import read_words
from pipeline.extraction.quantities.quantity import Quantity
from pipeline.extraction.quantities.surface import Surface

_CUE_REACH = 18
_LABEL_REACH = 60
_SMALLEST_OF_MONEY = 1e6
_CLAUSE_STOP = re.compile(r"\s*(?:[.,;:)\n]|$)")


def spoken_quantities(surface: Surface) -> Iterator[Quantity]:
    """Counts, amounts, multiples and shares in words, in no order."""
    for match in surface.lex.words.finditer(surface.folded):
        if quantity := _number(surface, match):
            yield quantity
    yield from _multiples(surface)
    yield from _shares(surface)


def _number(surface: Surface, match: re.Match[str]) -> Quantity | None:
    lex, folded = surface.lex, surface.folded
    words = lex.number_words
    pieces = list(re.finditer(r"\S+", match[1]))
    if (
        len(pieces) > 1
        and pieces[-1][0] == words.year
        and read_words(match[1].split(), words, lex.scale_of) is None
    ):
        pieces.pop()
    spoken = [p[0] for p in pieces]
    if words.half in spoken[1:]:  # "gấp ba nửa đầu năm trước": the half begins something else
        del pieces[spoken.index(words.half, 1) :]
        spoken = [p[0] for p in pieces]
    first = 0
    while (value := read_words(spoken[first:], words, lex.scale_of)) is None:
        first += 1
        if first == len(pieces):
            return None
    start, end = match.start() + pieces[first].start(), match.start() + pieces[-1].end()
    if not value or _is_ordinary(surface, start, spoken[first:], dropped=first > 0):
        return None
    noun = lex.noun.match(folded, end)
    has_scale = any(lex.scale_of.get(word, 1.0) >= _SMALLEST_OF_MONEY for word in spoken[first:])
    if (
        spoken[-1] in lex.scale_of
        or spoken[-1] == words.and_half
        or (has_scale and lex.currency.match(folded, end))
    ):
        return _amount(surface, start, end, value)
    if percent := lex.percent.match(folded, end):
        return made_of(surface, (start, end, percent.end()), value, "percent")
    times = lex.times.match(folded, end)
    if times and lex.times_before.search(clause_before(surface, start)):
        half = lex.and_half.match(folded, times.end())
        stop = half.end() if half else times.end()
        return made_of(surface, (start, stop, stop), value + 0.5 * bool(half), "times")
    if lex.times_prefix.search(folded, max(0, start - _CUE_REACH), start):
        return made_of(surface, (start, end, end), value, "times")
    if lex.duration.match(folded, end):
        return None
    if noun and surface.joins(end, noun.start(1)):
        return counted(surface, start, end, value) if lex.noun_of[phrase_of(noun)] != "other" else None
    if value > 10 and float(value).is_integer():
        return counted(surface, start, end, value)
    low = max(0, start - _CUE_REACH)
    if lex.limit.search(folded, low, start):
        return counted(surface, start, end, value) if lex.stop.match(folded, end) else None
    if value <= 1 or not _CLAUSE_STOP.match(folded, end):
        return None
    is_stated = lex.copula.search(folded, low, start) or _is_labelled(surface, start, end)
    return counted(surface, start, end, value) if is_stated else None


def _amount(surface: Surface, start: int, end: int, value: float) -> Quantity | None:
    lex, folded = surface.lex, surface.folded
    if currency := lex.currency.match(folded, end):
        code = lex.currency_of[phrase_of(currency)]
        return money_of(surface, start, end, currency.end(), (value, None), code)
    made = counted(surface, start, end, value)
    if made.noun or value < _SMALLEST_OF_MONEY:
        return made if made.noun else None
    return money_of(surface, start, end, end, (value, None), "", _SMALLEST_OF_MONEY)


def _is_labelled(surface: Surface, start: int, end: int) -> bool:
    """ "đoàn vào cấp tỉnh chín;": a number word at the clause's end, behind words that name what is counted.

    The word for year needs more than that.
    """
    lex, folded = surface.lex, surface.folded
    if folded[start:end] == lex.number_words.year or not surface.text[start:end].islower():
        return False
    low = max(surface.sentence_start(start), start - _LABEL_REACH)
    return lex.counted_label.search(folded, low, start) is not None


def _is_ordinary(surface: Surface, start: int, spoken: list[str], dropped: bool) -> bool:
    """Months, ordinals, the year ("trong năm tổ chức …"), "một số"; in bare text words of other meanings."""
    lex, folded = surface.lex, surface.folded
    low = max(0, start - _CUE_REACH)
    after = lex.not_after.search(folded, low, start)
    if lex.blocked.match(folded, start) or (after and not lex.last_year.search(folded, low, start)):
        return True
    if len(spoken) > 1:
        return False
    if spoken[0] == lex.number_words.year:
        return dropped or lex.bare or bool(lex.year_after.search(folded, max(0, start - _CUE_REACH), start))
    return lex.bare and spoken[0] in lex.function_words


def _multiples(surface: Surface) -> Iterator[Quantity]:
    for match in surface.lex.times_words.finditer(surface.folded):
        half = surface.lex.and_half.match(surface.folded, match.end())
        end = half.end() if half else match.end()
        value = surface.lex.times_of[phrase_of(match)] + 0.5 * bool(half)
        yield made_of(surface, (match.start(), end, end), value, "times")


def _shares(surface: Surface) -> Iterator[Quantity]:
    lex, folded = surface.lex, surface.folded
    for match in lex.part.finditer(folded):
        whole = lex.digit_of.get(match[2], 10)
        if whole > 1:
            value = 100 * lex.digit_of[match[1]] / whole
            yield made_of(surface, (match.start(), match.end(), match.end()), value, "percent")
    for match in lex.half.finditer(folded):
        if lex.share_before.search(folded, max(0, match.start() - _CUE_REACH), match.start()):
            yield made_of(surface, (match.start(), match.end(), match.end()), 50.0, "percent")
