"""A text as the patterns see it: folded, marks blanked, letter slips beside digits repaired, offsets unmoved.

Quotes are always cut from the text as it stands; nothing here changes a length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from pipeline.catalogue.spelling import fold, unaccent
from pipeline.extraction.quantities.lexicon import WORD, Lexicon, lexicon
from pipeline.extraction.quantities.numerals import read_words

MARKS = "*⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾₀₁₂₃₄₅₆₇₈₉"
"""Footnote marks and emphasis glued to words and digits ("11¹ đoàn", "**25/59** địa phương")."""

_MARK = re.compile(rf"[{re.escape(MARKS)}]")
_SLIP_NEAR = re.compile(r"[0-9][.,]?[OoIl|]|[OoIl|][.,]?[0-9]")
_SLIPPED = re.compile(
    rf"(?<![{WORD}A-ZÀ-ỸĐ])(?=[OoIl|.,]*[0-9])[0-9OoIl|]+(?:[.,][0-9OoIl|]+)*(?![{WORD}A-ZÀ-ỸĐ])"
)
_SLIPS = str.maketrans("OoIl|", "00111")
_SLIP_GROUP = re.compile(r"[Oo]{3}|[0-9OoIl|]*[0-9][0-9OoIl|]*")
_UNHOOKED = re.compile(rf"(?<!q)u([ơờớởỡợ])(?=[{WORD}])")
"""The commonest typing slip: "luợt" for "lượt"."""
_MARKED_SHARE = 0.04
"""Share of letters with diacritics below which a text counts as written without them; running Vietnamese has
about a quarter or a third."""
_LETTERS_NEEDED = 12
_NOTE = re.compile(r"(?<=\S)\[[0-9]{1,2}\]")
"""A footnote mark in square brackets; reports put no figure in them."""
_ENDLESS = re.compile(r"\S{120,}")
"""Longer than any number and word of a report: rubbish of a scan, a line of dots. Blanked, so that patterns
see short words only."""
_SENTENCE_END = re.compile(r"[.;!?](?=\s)|\n")


@dataclass(frozen=True)
class Surface:
    """One text, its matched form of the same length, and the patterns that fit it."""

    text: str
    folded: str
    lex: Lexicon

    @cached_property
    def plain(self) -> Surface:
        """The same text without any diacritics, for a word that is in no list as it stands."""
        return self if self.lex.bare else Surface(self.text, unaccent(self.folded), lexicon(True))

    def joins(self, start: int, end: int) -> bool:
        """Whether the white space between a number and the next word holds them together.

        A tab parts cells; a line end parts a number from a capital letter or a list mark ("36⏎- Dự án").
        """
        gap = self.text[start:end]
        if gap in ("", " "):
            return True
        return "\t" not in gap and not ("\n" in gap and self.text[end : end + 1].isupper())

    @cached_property
    def sentence_ends(self) -> tuple[int, ...]:
        """Where sentences and their parts end, in order: full stops, semicolons and line ends."""
        return tuple(m.end() for m in _SENTENCE_END.finditer(self.folded))

    def sentence_start(self, position: int) -> int:
        """Where the sentence, or the part before a semicolon, that holds `position` begins."""
        return _last_before(self.sentence_ends, position)

    def full_sentence_start(self, position: int) -> int:
        """The same for whole sentences."""
        return _last_before(self.full_stops, position)

    @cached_property
    def full_stops(self) -> tuple[int, ...]:
        """Where whole sentences end, in order."""
        return tuple(end for end in self.sentence_ends if self.folded[end - 1] != ";")


def _last_before(ends: tuple[int, ...], position: int) -> int:
    place = bisect_right(ends, position)
    return ends[place - 1] if place else 0


def surface_of(text: str) -> Surface:
    """The surface of `text` (NFC)."""
    words = _ENDLESS.sub(_blank, text)
    repaired = _SLIPPED.sub(_repaired, words) if _SLIP_NEAR.search(words) else words
    folded = _UNHOOKED.sub(r"ư\1", fold(_NOTE.sub(_blank, _MARK.sub(" ", repaired))))
    bare = _lost_diacritics(folded)
    folded, lex = unaccent(folded) if bare else folded, lexicon(bare)
    if "(" in folded:
        folded = lex.marked.sub(_without_mark, folded)
        folded = lex.said_twice.sub(lambda match: _said_once(match, lex), folded)
    return Surface(text, lex.lone_one.sub("1", folded), lex)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _without_mark(match: re.Match[str]) -> str:
    """ "568,78(1) triệu USD", "12(3) đoàn", "45 triệu USD(2)" without the mark."""
    mark = match[match.lastgroup or 0]
    place = match.start(match.lastgroup or 0) - match.start()
    return match[0][:place] + " " * len(mark) + match[0][place + len(mark) :]


def _said_once(match: re.Match[str], lex: Lexicon) -> str:
    """ "07 (bảy) thỏa thuận": what stands in brackets is blanked where both say the same."""
    bracketed = match["words"] or match["digits_behind"]
    words = (match["words"] or match["words_first"]).strip("( )").split()
    digits = (match["digits"] or match["digits_behind"]).strip("()")
    if read_words(words, lex.number_words, lex.scale_of) != float(digits):
        return match[0]
    return match[0][: -len(bracketed)] + " " * len(bracketed)


def _repaired(match: re.Match[str]) -> str:
    """ "O4", "3l", "4.215.OOO": each group holds a digit or is a group of noughts; "I.1" is a label."""
    token = match[0]
    if token.replace(".", "").replace(",", "").isdigit():
        return token
    first, *rest = re.split(r"[.,]", token)
    lone = len(first) == 1 and token[1:2] == "," and len(rest) == 1 and rest[0].isdigit()
    if (lone or re.search(r"\d", first)) and all(_SLIP_GROUP.fullmatch(group) for group in rest):
        return token.translate(_SLIPS)
    return token


def _lost_diacritics(folded: str) -> bool:
    if len(folded.encode()) > 1.2 * len(folded):
        return False
    letters = sum(map(str.isalpha, folded))
    if letters < _LETTERS_NEEDED:
        return False
    plain = sum(1 for letter in folded if letter.isascii() and letter.isalpha())
    return (letters - plain) / letters < _MARKED_SHARE
