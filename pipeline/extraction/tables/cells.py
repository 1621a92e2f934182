"""What one cell of a table says: a number with its unit and remark, a fraction, a stated nothing, or no
figure.

The words are data (`cues/tables.yaml`, `nouns.yaml`, `numbers.yaml`). Which indicator a cell belongs to is
asked in `slots`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.catalogue.cues import alternatives
from pipeline.catalogue.spelling import fold
from pipeline.extraction.quantities.lexicon import WORD
from pipeline.extraction.quantities.numerals import Numeral, read_digits
from pipeline.extraction.tables.header_words import header_words, table_words, unit_of

_DIGITS = r"[0-9]+(?:[.,][0-9]+)*"
_LONGEST = 120
"""Letters of a cell that states a number; a longer one tells a story (and no pattern is tried on it)."""
_SPACED = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?: [0-9]{3})+(?![0-9.,]{2})")
"""Thousands set apart by spaces."""
_PLAIN = re.compile(rf"[+-]?\s*{_DIGITS}\s*%?")
_FRACTION = re.compile(r"\s*([0-9]{1,5})\s*/\s*([0-9]{1,5})(?![/0-9])\s*([^0-9]*)$")
_MONTH_OF_YEAR = re.compile(r"\s*(?:0?[1-9]|1[0-2])\s*/\s*(?:19|20)[0-9]{2}(?![0-9])")
"""The month of a year ("02/2023"): a date, whatever stands over it."""
_NUMBER = re.compile(
    rf"^\s*(?P<before>[^0-9(]*?)\s*(?P<sign>[+-]?)\s*(?P<digits>{_DIGITS})(?P<rest>.*)$", re.S
)
_MARK = re.compile(
    r"^(?:[\u00b2\u00b3\u00b9\u2070-\u2079⁽⁾]+|\s*\(?\*+\)?|\s*\([0-9]{1,2}\)|\s*\[[0-9]{1,2}\])"
)
_BRACKET = re.compile(rf"\s*\(([^()]*?)({_DIGITS})\s*([^()0-9]*)\)")

Mark = Literal["", ".", ","]
"""The decimal mark that other numbers show; "" when they show none."""


@dataclass(frozen=True)
class CellWords:
    """A cell that states a number."""

    digits: str
    sign: str = ""
    percent: bool = False
    unit: str = ""
    """The words behind the number: "đoàn", "triệu USD"."""
    before: str = ""
    """The words before it: "tăng", "khoảng"."""
    planned: str = ""
    """The digits of the plan in the same cell ("02/11", "28 (KH: 40)")."""
    prior: str = ""
    """The digits of last year in the same cell ("28 (cùng kỳ 20)")."""
    bare: str = ""
    """Digits in brackets without a word: "28 (20)"."""
    zero: bool = False
    """Nothing, in words."""
    pair: bool = False
    """Two numbers with a stroke between them ("15/6"): done of planned, unless they are a day and a month."""
    doubtful: bool = False
    """The cell says more than is understood."""


def is_plain_number(text: str) -> bool:
    """Whether a cell holds digits alone, with a sign or a percent mark at most."""
    return len(text) <= _LONGEST and _PLAIN.fullmatch(_SPACED.sub("0", text.strip())) is not None


def is_value(text: str) -> bool:
    """Whether a cell states a number whose unit, if any, is known; fractions and dates are none."""
    words = read_cell(text)
    return words is not None and not words.pair and not words.doubtful


def is_placeholder(text: str) -> bool:
    """Whether a cell holds the mark of an empty place ("-", "…") or says that nothing is known."""
    return fold(text.strip()) in table_words().placeholders


@lru_cache(maxsize=65536)
def read_cell(text: str) -> CellWords | None:
    """What a cell states; None for words, dates, and marks of an empty place."""
    if len(text) > _LONGEST:
        return None
    folded = _SPACED.sub(lambda m: m[0].replace(" ", ""), fold(text).strip())
    if folded in table_words().zero_cells:
        return CellWords("0", zero=True)
    if fraction := _FRACTION.match(folded):
        unit = fraction[3].strip()
        if (unit and not header_words(unit).nouns) or _MONTH_OF_YEAR.match(folded):
            return None
        return CellWords(fraction[1], planned=fraction[2], unit=unit, pair=True)
    number = _NUMBER.match(folded)
    if not number:
        return None
    before = number["before"].strip()
    if before and not _fullmatch("cell_leads", before):
        return None
    rest, prior, planned = number["rest"], "", ""
    alone = re.match(r"\s*\(([0-9]+)\)", rest)
    bare = alone[1] if alone else ""
    rest = _MARK.sub("", rest, count=1)
    for bracket in _BRACKET.finditer(rest):
        named = bracket[1].strip(" :,.=")
        role = header_words(named).role if named else ""
        if not named and not bracket[3].strip(" %"):
            bare = bracket[2]
        elif role == "prior_year":
            prior = bracket[2]
        elif role == "planned":
            planned = bracket[2]
        else:
            return CellWords(number["digits"], number["sign"], before=before, doubtful=True)
    rest = _MARK.sub("", _BRACKET.sub("", rest), count=1).strip()
    percent = rest.startswith("%")
    unit = rest.removeprefix("%").strip(" .;")
    doubtful = bool(unit) and not _is_unit(unit)
    if doubtful and not (before or unit[0].isalpha() or unit[0] == "("):
        return None
    return CellWords(
        number["digits"], number["sign"], percent, unit, before, planned, prior, bare, doubtful=doubtful
    )


def _is_unit(words: str) -> bool:
    said = header_words(words)
    return not said.residue and (bool(said.nouns) or unit_of(words) is not None)


def _fullmatch(name: str, folded: str) -> bool:
    phrases = getattr(table_words(), name)
    return re.fullmatch(rf"(?:{alternatives(phrases)})(?:\s+{alternatives(phrases)})*", folded) is not None


def decimal_mark(texts: Iterable[str]) -> Mark:
    """The decimal mark that the numbers of `texts` show, "" when none of them shows it or they disagree.

    A mark before other than three digits is the decimal one; one that occurs twice in a number groups
    thousands.
    """
    shown: set[Mark] = set()
    for text in texts:
        words = read_cell(text)
        if words is None or words.percent:
            continue
        dots, commas = words.digits.count("."), words.digits.count(",")
        if dots and commas:
            shown.add("," if words.digits.rfind(",") > words.digits.rfind(".") else ".")
        elif dots + commas > 1:
            shown.add("," if dots else ".")
        elif dots + commas == 1:
            whole, tail = re.split(r"[.,]", words.digits)
            if len(tail) != 3 or len(whole) > 3 or whole.startswith("0"):
                shown.add("." if dots else ",")
    return shown.pop() if len(shown) == 1 else ""


def value_of(digits: str, mark: Mark, scale: float, money: bool, whole: bool) -> Numeral | None:
    """The value of `digits` before its scale.

    `mark` is what the column's other numbers show; `whole` is for counts,
    whose lone separator before three digits groups thousands whatever the amounts beside them do."""
    if mark and not whole:
        groups, _, decimals = digits.rpartition(mark) if mark in digits else (digits, "", "")
        other = "," if mark == "." else "."
        plain = re.fullmatch(rf"[0-9]{{1,3}}(?:{re.escape(other)}[0-9]{{3}})+|[0-9]+", groups)
        if plain and decimals.isdigit() | (not decimals):
            return Numeral(float(f"{groups.replace(other, '')}.{decimals or 0}"))
    return read_digits(digits, scale, money)


def signed_by(words: CellWords) -> int:
    """1 or -1, by the sign or the words before the number; 0 when neither says."""
    if words.sign:
        return -1 if words.sign == "-" else 1
    if words.before and re.search(
        rf"(?<![{WORD}]){alternatives(table_words().falls)}(?![{WORD}])", words.before
    ):
        return -1
    if words.before and re.search(
        rf"(?<![{WORD}]){alternatives(table_words().rises)}(?![{WORD}])", words.before
    ):
        return 1
    return 0
