"""The compiled patterns of the quantity grammar, built once from the catalogue's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.catalogue.cues import NounCues, NumberCues, alternatives, noun_cues, number_cues

WORD = r"0-9a-zà-ỹđ"
"""Letters and digits of folded text, inside a character class."""


@dataclass(frozen=True)
class Lexicon:
    """Patterns over folded text."""

    cues: NumberCues
    nouns: NounCues
    digits: re.Pattern[str]
    scale: re.Pattern[str]
    currency: re.Pattern[str]
    hedge: re.Pattern[str]
    noun: re.Pattern[str]
    words: re.Pattern[str]
    excluded: tuple[re.Pattern[str], ...]
    paper_symbol: re.Pattern[str]
    next_word: re.Pattern[str]
    scale_of: dict[str, float]
    currency_of: dict[str, str]
    hedge_of: dict[str, str]
    noun_of: dict[str, str]


def _by_phrase(groups: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {phrase: name for name, phrases in groups.items() for phrase in phrases}


@cache
def lexicon() -> Lexicon:
    """The patterns, compiled on first use."""
    cues, nouns = number_cues(), noun_cues()
    scale_of = {word: float(factor) for factor, words in cues.scales.items() for word in words}
    currency_of = _by_phrase(cues.currencies)
    hedge_of = _by_phrase(cues.hedges)
    noun_of = _by_phrase(nouns.classes)
    end = rf"(?![{WORD}])"
    symbols = [p for p in currency_of if not p[-1].isalnum()]
    currency = "|".join(
        [alternatives(p for p in currency_of if p not in symbols) + end, *(re.escape(s) for s in symbols)]
    )
    w = cues.number_words
    word_list = sorted({*w.digits, w.ten, w.tens, w.hundred, *w.thousand, *w.zero_ten}, key=len, reverse=True)
    one = "(?:" + "|".join(word_list) + ")"
    return Lexicon(
        cues=cues,
        nouns=nouns,
        digits=re.compile(rf"(?<![{WORD}])(?<![0-9][.,])[0-9]+(?:[.,][0-9]+)*(?![0-9])"),
        scale=re.compile(rf"\s*({alternatives(scale_of)}){end}"),
        currency=re.compile(rf"\s*({currency})"),
        hedge=re.compile(rf"(?<![{WORD}])({alternatives(hedge_of)})\s*:?\s*$"),
        noun=re.compile(rf"\s*({alternatives(noun_of)}){end}"),
        words=re.compile(rf"(?<![{WORD}])({one}(?:\s+{one})*){end}"),
        excluded=tuple(re.compile(p, re.MULTILINE) for p in cues.not_quantities),
        paper_symbol=re.compile(cues.paper_symbol),
        next_word=re.compile(rf"[ \t]*([{WORD}]+)"),
        scale_of=scale_of,
        currency_of=currency_of,
        hedge_of=hedge_of,
        noun_of=noun_of,
    )
