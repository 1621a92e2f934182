"""Makes Vietnamese text comparable without moving a letter: folds, and the alphabetical order.

Every fold gives a text of exactly the same length, so a match in the folded text is a span of the original,
and a quote stays untouched. Names of provinces and their prefixes do not belong here (see names.py).
"""

from __future__ import annotations

import re
import unicodedata

LETTER = "[^\\W\\d_\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]"
"""A letter, in a pattern: Python counts a superscript footnote mark ("phố⁵") as part of the word."""

# Slips of old converters and keyboards that stand for one Vietnamese letter: Icelandic eth and African D for
# Đ, OI for Ư ("THƢ VÀ LƢU TRỮ").
_LOOKALIKES = {"Ð": "đ", "ð": "đ", "Ɖ": "đ", "ɖ": "đ", "Ƣ": "ư", "ƣ": "ư"}

_OPEN = {"à": "a", "á": "a", "ả": "a", "ã": "a", "ạ": "a", "è": "e", "é": "e", "ẻ": "e", "ẽ": "e", "ẹ": "e"}
_OPEN |= {"ỳ": "y", "ý": "y", "ỷ": "y", "ỹ": "y", "ỵ": "y"}
_TONES = "àáảãạ", "èéẻẽẹ", "òóỏõọ", "ùúủũụ", "ỳýỷỹỵ"
_TONE_OF = {letter: place for row in _TONES for place, letter in enumerate(row)}

_TONE_LAST = re.compile(rf"o[àáảãạèéẻẽẹ](?!{LETTER})|(?<!q)u[ỳýỷỹỵ](?!{LETTER})")
_TONE_FIRST = re.compile(rf"[òóỏõọ][ae](?={LETTER})|[ùúủũụ]y(?={LETTER})|(?<=q)[ùúủũụ]y")


class _FoldTable(dict[int, str]):
    """A translation table that fills itself: one character in, one character out."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        category = unicodedata.category(letter)
        if letter in _LOOKALIKES:
            folded = _LOOKALIKES[letter]
        elif category == "Zs":
            folded = " "
        elif category == "Pd" or letter == "\u2212":
            folded = "-"
        else:
            folded = letter.casefold()
        self[code] = folded if len(folded) == 1 else letter
        return self[code]


class _BareTable(dict[int, str]):
    """The same for letters without their marks."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        base = {"đ": "d", "Đ": "D"}.get(letter) or unicodedata.normalize("NFD", letter)[0]
        self[code] = base
        return base


_FOLD = _FoldTable()
_BARE = _BareTable()


def fold(text: str) -> str:
    """`text` (NFC) for matching: lower case, one tone placement, plain spaces and dashes. Same length.

    Tone placement follows the newer habit at a syllable's end (hoà → hòa, uỷ → ủy, khoẻ → khỏe) and the
    only right one before a final letter or after q (đòan → đoàn, qúy → quý). Tabs and line ends stay.
    """
    folded = text.translate(_FOLD)
    folded = _TONE_LAST.sub(_tone_to_first, folded)
    return _TONE_FIRST.sub(_tone_to_last, folded)


def unaccent(text: str) -> str:
    """`text` (NFC) without diacritics, đ as d, case kept. Same length; for matching that tolerates slips."""
    return text.translate(_BARE)


def collation_key(text: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """The key of Vietnamese alphabetical order: syllable by syllable, its letters first, then its tones.

    Letters: a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y (f j w z where Latin has them);
    tones: ngang, huyền, hỏi, ngã, sắc, nặng.
    """
    return tuple(_syllable_key(syllable) for syllable in re.findall(r"[^\W_]+", fold(text)))


_ALPHABET = {letter: place for place, letter in enumerate("0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONE_ORDER = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def _syllable_key(syllable: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters, tones = [], []
    for letter in syllable:
        marks = unicodedata.normalize("NFD", letter)
        tones.append(next((_TONE_ORDER[m] for m in marks if m in _TONE_ORDER), 0))
        plain = unicodedata.normalize("NFC", "".join(m for m in marks if m not in _TONE_ORDER))
        letters.append(_ALPHABET.get(plain, len(_ALPHABET) + ord(plain[0])))
    return tuple(letters), tuple(tones)


def _tone_to_first(match: re.Match[str]) -> str:
    first, second = match[0][0], match[0][1]
    row = "òóỏõọ" if first == "o" else "ùúủũụ"
    return row[_TONE_OF[second]] + _OPEN[second]


def _tone_to_last(match: re.Match[str]) -> str:
    first, second = match[0][0], match[0][1]
    row = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}[second]
    return ("o" if first in "òóỏõọ" else "u") + row[_TONE_OF[first]]
