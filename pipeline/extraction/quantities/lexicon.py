"""The compiled patterns of the quantity grammar, built once from the catalogue's words.

Words do not belong here (catalogue/cues/numbers.yaml, nouns.yaml), nor what is done with a match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from pipeline.catalogue.cues import (
    NounCues,
    NumberCues,
    NumberWords,
    alternatives,
    fold_literals,
    noun_cues,
    number_cues,
)
from pipeline.catalogue.spelling import unaccent

WORD = r"0-9a-zà-ỹđ"
"""Letters and digits of folded text, inside a character class."""

_V = TypeVar("_V")
_START, _END = rf"(?<![{WORD}])", rf"(?![{WORD}])"
_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_SPACED = (
    r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]{1,2})?"
    r"|[0-9]{1,3}\. 0[0-9]{2}(?:\.[0-9]{3})*(?:,[0-9]+)?"
    r"|[0-9]{1,3} \.[0-9]{3}(?:\.[0-9]{3})*(?:,[0-9]+)?"
    r"|[0-9]{1,3}(?:\.[0-9]{3})* ,[0-9]{1,2}"
)
"""Groups of three behind spaces, and the slips of scans that can be nothing else: a group that begins with
0, a space before a mark and none behind it."""
_GAP = r"(?:\s+[^\s.,;:()0-9]+){0,3}?"


@dataclass(frozen=True)
class Lexicon:
    """Patterns over folded text; with `bare`, over text that lost its diacritics."""

    bare: bool
    cues: NumberCues
    nouns: NounCues
    digits: re.Pattern[str]
    spaced: re.Pattern[str]
    """Digits that spaces part, before a scale word, a currency or a percent sign ("2 350 000 USD")."""
    tens_before_scale: re.Pattern[str]
    scale: re.Pattern[str]
    currency: re.Pattern[str]
    currency_before: re.Pattern[str]
    currency_mention: re.Pattern[str]
    hedge: re.Pattern[str]
    hedge_after: re.Pattern[str]
    noun: re.Pattern[str]
    words: re.Pattern[str]
    lone_one: re.Pattern[str]
    """The letter l for the digit ("l đoàn")."""
    marked: re.Pattern[str]
    """A footnote mark in brackets (group "mark") glued to a number or its unit."""
    said_twice: re.Pattern[str]
    """Digits and the same in words, one of them in brackets."""
    excluded: tuple[re.Pattern[str], ...]
    excluded_at: tuple[re.Pattern[str], ...]
    excluded_at_any: re.Pattern[str]
    """All of them in one: most digits match none."""
    paper_symbol: re.Pattern[str]
    next_word: re.Pattern[str]
    function_phrase: re.Pattern[str]
    percent: re.Pattern[str]
    points: re.Pattern[str]
    times: re.Pattern[str]
    times_before: re.Pattern[str]
    times_behind: re.Pattern[str]
    times_words: re.Pattern[str]
    times_prefix: re.Pattern[str]
    and_half: re.Pattern[str]
    share_before: re.Pattern[str]
    half: re.Pattern[str]
    part: re.Pattern[str]
    fraction: re.Pattern[str]
    fraction_lead: re.Pattern[str]
    out_of: re.Pattern[str]
    part_of: re.Pattern[str]
    planning: re.Pattern[str]
    comparing: re.Pattern[str]
    in_turn: re.Pattern[str]
    money_label: re.Pattern[str]
    counted_label: re.Pattern[str]
    pair: re.Pattern[str]
    said_pair: re.Pattern[str]
    restating: re.Pattern[str]
    step: re.Pattern[str]
    step_ahead: re.Pattern[str]
    """A step and the number that it leads to: the number before it counts none of these words."""
    list: re.Pattern[str]
    range: re.Pattern[str]
    minus: re.Pattern[str]
    other_time: re.Pattern[str]
    signed_after: re.Pattern[str]
    declared: re.Pattern[str]
    negating: frozenset[str]
    """The first words of all negations: a text without one states no zero."""
    zero: re.Pattern[str]
    zero_blocker: re.Pattern[str]
    zero_between: re.Pattern[str]
    zero_condition: re.Pattern[str]
    blocked: re.Pattern[str]
    not_after: re.Pattern[str]
    last_year: re.Pattern[str]
    """Last year's time or a word of number right before ("ít hơn cùng kỳ hai đoàn", "tổng số chín đoàn")."""
    year_after: re.Pattern[str]
    duration: re.Pattern[str]
    copula: re.Pattern[str]
    limit: re.Pattern[str]
    stop: re.Pattern[str]
    scale_of: dict[str, float]
    tens_of: dict[str, float]
    scale_currency: dict[str, str]
    currency_of: dict[str, str]
    hedge_of: dict[str, str]
    hedge_after_of: dict[str, str]
    noun_of: dict[str, str]
    times_of: dict[str, float]
    digit_of: dict[str, int]
    function_words: frozenset[str]
    lookalikes: frozenset[str]
    number_words: NumberWords


def phrase_of(match: re.Match[str], group: int | str = 1) -> str:
    """The phrase that a group matched, white space as one space: the key of the maps."""
    return " ".join(match[group].split())


@cache
def lexicon(bare: bool = False) -> Lexicon:
    """The patterns, compiled on first use; `bare` for texts without diacritics.

    Without diacritics a phrase that reads like a function word ("độ" like "do", "DA" like "đã") is left out.
    """
    cues, nouns = number_cues(), noun_cues()
    spell = unaccent if bare else str
    common = frozenset(map(spell, nouns.function_words))

    def clear(of: dict[str, _V]) -> dict[str, _V]:
        if not bare:
            return of
        kept = nouns.function_words
        return {spell(p): v for p, v in of.items() if p in kept or (spell(p) not in common and len(p) > 1)}

    def any_of(phrases: Iterable[str]) -> str:
        return alternatives(map(spell, phrases))

    scale_of = {spell(w): float(factor) for factor, words in cues.scales.items() for w in words}
    currency_of = clear(_by_phrase(cues.currencies))
    noun_of = clear(_by_phrase(nouns.classes))
    hedge_of, hedge_after_of = clear(_by_phrase(cues.hedges)), clear(_by_phrase(cues.hedges_after))
    times_of = {spell(p): v for p, v in cues.times_words.items()}
    w, shares, denied = _spelled(cues.number_words, spell), cues.shares, cues.negations
    digit_of = {spell(p): v for p, v in (cues.number_words.digits | shares.quarter).items()}
    tens_of = {spell(w): float(factor) for factor, words in cues.tens_before_scale.items() for w in words}
    codes = [spell(p) for phrases in cues.currencies.values() for p in phrases if _is_code(p)]
    currency = _currency(currency_of)
    scale = rf"{alternatives(scale_of)}(?:{_END}|(?={currency}))"
    noun = _noun(noun_of, {spell(k): any_of(v) for k, v in nouns.verbs.items()})
    counted = rf"\s*(?:%|{any_of(cues.percent)}{_END}|{scale}|{currency}|{noun})"
    number_word = any_of(
        [
            *w.digits,
            w.ten,
            w.tens,
            *w.tens_also,
            w.hundred,
            *w.zero_ten,
            w.half,
            w.and_half,
            w.comma,
            *scale_of,
        ]
    )
    said = rf"{number_word}(?:\s+{number_word}){{0,24}}"
    short_marks = frozenset(map(spell, (*cues.other_time, *cues.plan_marks, *cues.done_marks)))
    countable = alternatives(p for p, c in noun_of.items() if c not in ("people", "turn"))
    unit = rf"(?:(?P<scale>{alternatives(scale_of)})\s*)?(?P<currency>{currency})"

    def excluded(pattern: str) -> re.Pattern[str]:
        spelled = fold_literals(pattern, unaccent) if bare else pattern
        filled = spelled.replace("<counted>", counted).replace("<stop>", r"(?![.,]?[0-9])")
        return re.compile(filled, re.MULTILINE)

    at_number = tuple(map(excluded, cues.not_quantities_at_number))
    return Lexicon(
        bare=bare,
        cues=cues,
        nouns=nouns,
        digits=re.compile(rf"{_START}(?<![0-9][.,]){_NUMBER}(?![0-9])"),
        spaced=re.compile(rf"(?:{_SPACED})(?![0-9])(?=\s*(?:{scale}|{currency}|%))"),
        tens_before_scale=re.compile(rf"\s*({alternatives(tens_of)}){_END}"),
        scale=re.compile(rf"\s*({scale})|\s*({alternatives(p for p in scale_of if p[-1] == '.')})"),
        currency=re.compile(rf"\s*({currency})"),
        currency_before=re.compile(rf"{_START}({_currency(codes)})\s?$"),
        currency_mention=re.compile(rf"{_START}({_currency(p for p in currency_of if len(p) > 2)})"),
        hedge=re.compile(rf"{_START}({alternatives(hedge_of)})\s*:?\s*[+-]?$"),
        hedge_after=re.compile(rf"\s*({alternatives(hedge_after_of)}){_END}"),
        noun=re.compile(rf"\s*({noun})"),
        words=re.compile(rf"{_START}({said}){_END}"),
        lone_one=re.compile(rf"{_START}(?<![0-9]\s)l(?=\s+{noun})"),
        marked=re.compile(
            rf"(?<=[0-9])(?P<after_digits>\([0-9]{{1,2}}\))(?={counted})"
            rf"|(?<=[0-9])\s(?P<before_scale>\([0-9]{{1,2}}\))(?=\s*{scale})"
            rf"|[0-9]\s?(?:{scale}\s?)?(?:%|{currency}|{noun})(?P<after_unit>\([0-9]{{1,2}}\))"
        ),
        said_twice=re.compile(
            rf"(?<![0-9.,])(?P<digits>[0-9]+)\s?(?P<words>\(\s?{said}\s?\))"
            rf"|{_START}(?P<words_first>{said})\s?(?P<digits_behind>\([0-9]+\))"
        ),
        excluded=tuple(map(excluded, cues.not_quantities)),
        excluded_at=at_number,
        excluded_at_any=re.compile("|".join(f"(?:{p.pattern})" for p in at_number), re.MULTILINE),
        paper_symbol=re.compile(cues.paper_symbol),
        next_word=re.compile(rf"[ ]*([{WORD}]+)"),
        function_phrase=re.compile(rf"\s*{any_of(nouns.function_phrases)}{_END}"),
        percent=re.compile(rf"\s*(?:{any_of(cues.percent)})(?!\w)"),
        points=re.compile(rf"\s*{any_of(cues.percent_points)}{_END}"),
        times=re.compile(rf"\s*{spell(cues.times)}{_END}"),
        times_before=re.compile(rf"{_START}{any_of(cues.times_before)}{_END}"),
        times_behind=re.compile(rf"\s*{any_of(cues.times_behind)}{_END}"),
        times_words=re.compile(rf"{_START}({alternatives(times_of)})(?:\s+{spell(cues.times)})?{_END}"),
        times_prefix=re.compile(rf"{_START}{spell(cues.times_prefix)}\s+(?:{alternatives(hedge_of)}\s+)?$"),
        and_half=re.compile(rf"\s+{spell(w.and_half)}{_END}"),
        share_before=re.compile(rf"{_START}{any_of(shares.before)}\s*:?\s*$"),
        half=re.compile(
            rf"{_START}{any_of(shares.halves)}{_END}"
            rf"(?:(?=\s+(?:{any_of(shares.base)}|{spell(w.year)}\s+[0-9]))|(?!\s+{any_of(shares.not_before)}{_END}))"
        ),
        part=re.compile(
            rf"{_START}({alternatives(digit_of)})\s+{spell(shares.part)}\s+({alternatives(digit_of)}|{spell(w.ten)}){_END}"
        ),
        fraction=re.compile(
            rf"({_NUMBER})\s?/\s?(?:{any_of(cues.plan_marks)}\s*:?\s*)?({_NUMBER})(?![0-9/])"
        ),
        fraction_lead=re.compile(
            rf"{_START}{alternatives(noun_of)}(?:\s+{any_of(cues.fraction_lead)})*\s*[:=]?\s*$"
        ),
        out_of=re.compile(rf"\s+{any_of(cues.out_of)}\s+(?=[0-9])"),
        part_of=re.compile(rf"\s+{any_of(cues.part_of)}\s+(?=[0-9])"),
        planning=re.compile(rf"{_START}{any_of(cues.planning)}{_END}"),
        comparing=re.compile(rf"{_START}{any_of(cues.comparing)}{_END}"),
        in_turn=re.compile(rf"{_START}{any_of(cues.in_turn)}{_END}"),
        counted_label=re.compile(rf"{_START}{noun}"),
        money_label=re.compile(rf"{_START}{any_of(cues.money_labels)}{_END}"),
        pair=re.compile(rf"\s*\(?\s*({noun})\s*/\s*({noun})\s*\)?"),
        step_ahead=re.compile(
            rf"\s*{any_of(cues.steps)}\s+(?:{alternatives(hedge_of)}\s+)?(?:[0-9]|{said}{_END})"
        ),
        said_pair=re.compile(rf"[0-9]\s+({noun})(?:\s+[^\s.,;:()0-9]+){{0,3}}[\s,(-]+[0-9.]+\s+({noun})"),
        restating=re.compile(
            rf"\s*(?:\(\s*(?:{any_of(cues.restating)}\s*:?\s*)?|[,;]?\s*{any_of(cues.restating)}\s*:?\s*)"
        ),
        step=re.compile(rf"\s*{any_of(cues.steps)}\s*(?:{alternatives(hedge_of)}\s*)?"),
        list=re.compile(rf"\s*{any_of(cues.lists)}\s*"),
        minus=re.compile(rf"{_START}{any_of(cues.minus)}\s+$"),
        range=re.compile(rf"\s*{any_of(cues.ranges)}\s*(?:{alternatives(hedge_of)}\s*)?"),
        other_time=re.compile(
            rf"\s*[(,;]?\s*(?:{any_of(cues.comparing)}\s+)?{any_of(cues.other_time)}(?:\s+(?:năm\s+)?(?:19|20)[0-9]{{2}})?"
            rf"\s*[:(]?\s*(?:{any_of(w.copulas)}\s+)?|\s*,?\s*{any_of(cues.comparing)}\s+(?:{alternatives(hedge_of)}\s+)?"
        ),
        signed_after=re.compile(rf"{_START}{any_of(cues.signed_after)}{_END}|[(\s:,;]\+[0-9]"),
        declared=re.compile(
            rf"(?P<label>{_START}{any_of(cues.unit_labels)}\s*:?\s*)?"
            rf"(?P<open>\(\s*(?P<inner>{any_of(cues.unit_labels)}\s*:?\s*)?)?"
            rf"(?:{unit}|(?P<percent>%)|(?P<noun>{noun}))\s*(?P<close>(?:[;,][^()\n]{{0,80}})?\))?(?P<colon>\s*:)?"
        ),
        negating=frozenset(spell(p).split()[0] for p in (*denied.before, *denied.bare, *denied.after)),
        zero=re.compile(
            rf"{_START}(?:{any_of(denied.before)}(?P<gap>{_GAP})\s+(?P<noun>{countable}){_END}"
            rf"|{any_of(denied.bare)}\s+(?P<any>{countable})\s+{spell(denied.any)}{_END}"
            rf"|(?P<label>{countable}){_GAP}\s*:?\s+{any_of(denied.after)}"
            rf"(?=\s*[.,;)\n]|\s*$|\s+{spell('tổ chức')}))"
        ),
        zero_blocker=re.compile(rf"{_START}{any_of(denied.blockers)}{_END}"),
        zero_between=re.compile(rf"{_START}{any_of(denied.between)}{_END}"),
        zero_condition=re.compile(rf"{_START}{any_of(denied.conditions)}\s+$"),
        blocked=re.compile(rf"{any_of(w.not_before)}{_END}"),
        not_after=re.compile(rf"{_START}{any_of(w.not_after)}\s+$"),
        last_year=re.compile(rf"{_START}{any_of((*cues.other_time, *w.totals))}\s+$"),
        year_after=re.compile(rf"{_START}{any_of(w.year_after)}\s+$|[0-9]\s+$"),
        duration=re.compile(rf"\s+{any_of(w.durations)}{_END}"),
        copula=re.compile(rf"{_START}{any_of(w.copulas)}\s+$"),
        limit=re.compile(rf"(?:{_START}{any_of(w.limits)}|:|[^\s0-9]\s-)\s+$"),
        stop=re.compile(rf"\s*(?:[.,;:)\n]|$|{any_of(w.stops)}{_END})"),
        scale_of=scale_of,
        tens_of=tens_of,
        scale_currency={spell(p): code for p, code in cues.scale_currency.items()},
        currency_of=currency_of,
        hedge_of=hedge_of,
        hedge_after_of=hedge_after_of,
        noun_of=noun_of,
        times_of=times_of,
        digit_of=digit_of,
        function_words=common | short_marks,
        lookalikes=frozenset(cues.lookalikes),
        number_words=w,
    )


def _spelled(words: NumberWords, spell: Callable[[str], str]) -> NumberWords:
    """The number words as they are read; the lists of neighbours stay, they are compiled."""
    return replace(
        words,
        digits={spell(word): value for word, value in words.digits.items()},
        zero_ten=tuple(map(spell, words.zero_ten)),
        ten=spell(words.ten),
        tens=spell(words.tens),
        tens_also=tuple(map(spell, words.tens_also)),
        tails=tuple(map(spell, words.tails)),
        comma=spell(words.comma),
        hundred=spell(words.hundred),
        half=spell(words.half),
        and_half=spell(words.and_half),
        year=spell(words.year),
    )


def _by_phrase(groups: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {phrase: name for name, phrases in groups.items() for phrase in phrases}


def _currency(phrases: Iterable[str]) -> str:
    """Words end at a word's end, signs ("$") anywhere."""
    listed = list(phrases)
    signs = [p for p in listed if not p[-1].isalnum()]
    words = alternatives(p for p in listed if p not in signs) + _END
    return "(?:" + "|".join([words, *map(re.escape, signs)]) + ")"


def _is_code(phrase: str) -> bool:
    """Whether a currency may stand before its amount: "USD 5.2 million", "$ 300", "€4 triệu"."""
    if len(phrase) == 1:
        return not phrase.isalnum()
    return phrase.isascii() and (len(phrase) == 3 or not phrase[-1].isalnum())


def _noun(noun_of: dict[str, str], verbs: dict[str, str]) -> str:
    """The nouns, the longest first; one that may be a verb is none before the verb's objects."""
    parts = []
    for phrase in sorted(noun_of, key=len, reverse=True):
        part = re.escape(phrase).replace(r"\ ", r"\s+")
        objects = verbs.get(phrase)
        parts.append(rf"{part}(?!\s+{objects}{_END})" if objects else part)
    return "(?:" + "|".join(parts) + ")" + _END
