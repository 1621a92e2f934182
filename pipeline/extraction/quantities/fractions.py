"""Two numbers with a slash or "trên" between them: done of planned, a share, delegations and people.

What is a date is decided in exclusions.py; number words in spoken.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extraction.quantities.amounts import amount_at, made_of, or_amount, rescaled
from pipeline.extraction.quantities.exclusions import Spans, inside, is_day_and_month
from pipeline.extraction.quantities.lexicon import phrase_of
from pipeline.extraction.quantities.numerals import read_digits
from pipeline.extraction.quantities.quantity import Quantity
from pipeline.extraction.quantities.surface import Surface

_LARGEST_DENOMINATOR = 10
"""A share of last year is said with a small denominator ("bằng 3/4"); "tăng 12/45" is none. Convention."""
_CUE_REACH = 16
_SENTENCE_REACH = 400
_YEARS_REACH = 1000
_YEARS = re.compile(r"(?:19|20)\d{2}\s*/\s*(?:19|20)\d{2}")
"""The text compares years with a slash ("2022/2021: 10/1 đoàn"), so its fractions are no plan."""

_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_PEOPLE_PER_GROUP = 3
"""A delegation has at least about three members; fractions of done and planned lie nearer."""
_MONEY = "money"

Pair = tuple[str, str]
"""The noun classes that the two numbers of "12/85" count, once a text has said so."""


@dataclass(frozen=True)
class Fraction:
    """What a fraction states, nothing when it is a date, and where it ends."""

    quantities: list[Quantity]
    end: int


def fraction_at(surface: Surface, start: int, excluded: Spans, pair: Pair | None) -> Fraction | None:
    """The fraction that begins at `start`, or None where none stands. `pair` is what "12/85" counts here."""
    match = surface.lex.fraction.match(surface.folded, start)
    if match is None or inside(excluded, match.start(2)):
        return None
    second = amount_at(surface, *match.span(2))
    return Fraction(_read(surface, match, second, pair), match.end()) if second else None


def _read(surface: Surface, match: re.Match[str], second: Quantity, pair: Pair | None) -> list[Quantity]:
    if share := _share(surface, match, second):
        return [share]
    if second.is_bare and is_day_and_month(surface, match):
        return []
    if named := surface.lex.pair.match(surface.folded, match.end(2)):
        nouns = surface.lex.noun_of
        return _both(surface, match, (nouns[phrase_of(named, 1)], nouns[phrase_of(named, 2)]), named.end())
    if second.kind == "money" and pair and pair[1] == _MONEY and _is_whole(match[1]):
        return [replace(_first(surface, match), noun=pair[0]), replace(second, hedge="exact")]
    unlike = second.kind in ("money", "count") and _is_whole(match[1]) and not _is_whole(match[2])
    if unlike and not second.noun:
        return _count_and_amount(surface, match, second)
    if implied := _implied_pair(surface, match, second, pair):
        return _both(surface, match, implied, second.end)
    first = _first(surface, match)
    if second.noun in ("people", "turn") and second.value >= _PEOPLE_PER_GROUP * max(first.value, 1.0):
        return [first, replace(second, hedge="exact")]  # "05/22 lượt": delegations and people
    done = replace(
        rescaled(surface, first, second),
        end=second.end,
        stated_unit=second.stated_unit,
    )
    if done.value > second.value or _compares_years(surface, match):
        return [done, replace(second, hedge="exact")]
    return [replace(done, form="done"), replace(second, form="plan", hedge="exact")]


def _is_whole(digits: str) -> bool:
    """Whether it is a whole number, grouped or not: "69", "1.047"."""
    return digits.isdigit() or _GROUPED.fullmatch(digits) is not None


def _compares_years(surface: Surface, match: re.Match[str]) -> bool:
    """Whether the sentence has said that it compares two years, and names no plan."""
    lex, folded = surface.lex, surface.folded
    low = max(surface.full_sentence_start(match.start()), match.start() - _SENTENCE_REACH)
    if _YEARS.search(folded, max(0, match.start() - _YEARS_REACH), match.start()):
        return True
    said = lex.comparing.search(folded, low, match.start())
    return bool(said) and not lex.planning.search(folded, low, match.end() + _CUE_REACH)


def out_of(surface: Surface, quantity: Quantity) -> list[Quantity] | None:
    """ "9 trên 12 đoàn", "9 trong tổng số 12 đoàn": the count and what it is a part of.

    Only the first is done of planned. None where nothing of the kind follows.
    """
    lex = surface.lex
    between = lex.out_of.match(surface.folded, quantity.number_end)
    part = None if between else lex.part_of.match(surface.folded, quantity.number_end)
    if quantity.kind != "count" or not (between := between or part):
        return None
    digits = lex.digits.match(surface.folded, between.end())
    whole = digits and amount_at(surface, *digits.span())
    if not whole or whole.kind != "count" or whole.noun in ("", "other"):
        return None
    first = replace(quantity, noun=whole.noun, end=quantity.number_end, stated_unit="")
    if part:
        return [first, whole]
    return [replace(first, form="done"), replace(whole, form="plan", hedge="exact")]


def pair_of(found: list[Quantity], folded: str) -> Pair | None:
    """The pair that "12 đoàn/85 lượt người", or "9 dự án/54 triệu USD", has just said."""
    if len(found) < 2:
        return None
    first, second = found[-2:]
    if first.kind != "count" or first.noun in ("", "other"):
        return None
    if second.kind == "money":
        between = folded[first.end : second.start].strip()
        return (first.noun, _MONEY) if between == "/" else None
    if second.kind != "count" or not second.noun:
        return None
    return (first.noun, second.noun) if folded[first.end : second.start].strip() == "/" else None


def _first(surface: Surface, match: re.Match[str]) -> Quantity:
    start, end = match.span(1)
    numeral = read_digits(match[1])
    return made_of(surface, (start, end, end), numeral.value if numeral else 0.0, "count")


def _both(surface: Surface, match: re.Match[str], pair: Pair, end: int) -> list[Quantity]:
    made = []
    for group, noun in zip((1, 2), pair, strict=True):
        number = amount_at(surface, *match.span(group))
        if number is None:
            return []
        stop = match.end(group) if group == 1 else end
        unit = surface.text[match.end(2) : end].strip() if group == 2 else ""
        made.append(replace(number, kind="count", noun=noun, end=stop, stated_unit=unit))
    return made


def _count_and_amount(surface: Surface, match: re.Match[str], second: Quantity) -> list[Quantity]:
    """ "69/711,9 triệu USD": projects and their capital, for nobody rounds done and planned differently."""
    first = _first(surface, match)
    return [or_amount(surface, first, second), replace(second, hedge="exact")]


def _implied_pair(surface: Surface, match: re.Match[str], second: Quantity, pair: Pair | None) -> Pair | None:
    """ "đoàn vào 15/97 khách" by the noun before; "CK: 9/60" by the pair that the text used."""
    if pair and pair[1] != _MONEY and second.is_bare:
        return pair
    if second.is_bare and (said := _pair_of_sentence(surface, match)):
        return said
    before = surface.lex.fraction_lead.search(surface.folded, max(0, match.start() - 40), match.start())
    if before and second.noun in ("people", "turn"):
        word = surface.lex.noun.match(surface.folded, before.start())
        if word and (noun := surface.lex.noun_of[phrase_of(word)]) not in ("people", "turn", "other"):
            return noun, second.noun
    return None


def _pair_of_sentence(surface: Surface, match: re.Match[str]) -> Pair | None:
    """ "81 đoàn với 654 lượt khách, trong đó cấp tỉnh 29/246": the fraction counts the same two things.

    That is so where no plan is named and the second number is several times the first.
    """
    if not (match[1].isdigit() and match[2].isdigit() and int(match[2]) >= _PEOPLE_PER_GROUP * int(match[1])):
        return None
    lex, folded = surface.lex, surface.folded
    low = max(surface.full_sentence_start(match.start()), match.start() - _SENTENCE_REACH)
    if lex.planning.search(folded, max(low, match.start() - 40), match.end() + _CUE_REACH):
        return None
    pairs = list(lex.said_pair.finditer(folded, low, match.start()))
    if not pairs:
        return None
    said = pairs[-1]
    first, second = lex.noun_of[phrase_of(said, 1)], lex.noun_of[phrase_of(said, 2)]
    return (first, second) if second == "people" and first not in ("people", "other", "turn") else None


def _share(surface: Surface, match: re.Match[str], second: Quantity) -> Quantity | None:
    """ "bằng 3/4", "tăng 1/5": a small fraction that counts nothing, behind a word that compares."""
    first = match[1]
    small = first.isdigit() and match[2].isdigit() and 2 <= int(match[2]) <= _LARGEST_DENOMINATOR
    if not small or not first.strip("0") or "0" in (first[0], match[2][0]):
        return None
    if second.kind != "count" or second.noun not in ("", "other"):
        return None
    cue = surface.lex.share_before.search(surface.folded, max(0, match.start() - _CUE_REACH), match.start())
    if not cue:
        return None
    start, end = match.start(1), match.end(2)
    return made_of(surface, (start, end, end), 100 * int(first) / int(match[2]), "percent")
