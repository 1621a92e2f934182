"""From the words of headers, row and caption to what a cell is: indicator, role, unit, and how sure that is.

The number in the cell is read in `cells`; which rows and columns there are, in `grids`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from pipeline.catalogue import indicators
from pipeline.catalogue.cues import FrameEntry, frame_entries
from pipeline.extraction.candidate import Candidate, Qualifier, Role
from pipeline.extraction.confidence import status_of
from pipeline.extraction.quantities.lexicon import lexicon
from pipeline.extraction.quantities.numerals import scaled
from pipeline.extraction.tables.cells import CellWords, Mark, signed_by, value_of
from pipeline.extraction.tables.header_words import HeaderWords, header_words, matches, table_words, unit_of
from pipeline.reading.document import Cell

CERTAIN = 0.99
"""Topic, measure and role are all named by headers: the cell says what it is. Checked on the sample's
annexes."""
DOUBTFUL = 0.45
"""Something around the cell is not understood: below the confidence with which settling lets a doubtful
reading overturn an
accepted one (`settling.agreement.FAINT`), so that it stands beside the body's figure and asks only where it
stands alone."""


@dataclass(frozen=True)
class Slots:
    """What the cells of one column in one row are."""

    entry: FrameEntry
    role: Role
    unit: str
    scale: float
    certain: bool
    signed: bool = True
    """Whether the headers of a change say that it rises or falls."""
    part: bool = False
    """The headers name a part that no indicator counts ("Cấp tỉnh: số lượt người")."""
    done_of_planned: bool = False
    """The heading or the cell's unit says that two numbers in the cell are what was done of a plan."""


def slots_of(
    above: HeaderWords,
    group: HeaderWords,
    column: HeaderWords,
    row: HeaderWords,
    row_unit: str,
    topic: str,
    cell: CellWords,
) -> Slots | None:
    """What a cell under `column` in `row` is; None when its headers name no indicator."""
    together = matches("done_of_planned", column.text) and "%" not in column.text
    fraction = bool(cell.planned) and (together or bool(cell.unit))
    said_otherwise = together and bool(cell.prior or cell.unit)
    role = _role(column, row, fraction or said_otherwise)
    in_percent = "%" in f"{column.text}{row.text}{row_unit}" and not fraction
    if role == "change" and (in_percent or cell.percent):
        role = "change_pct"
    if role == "share" or ((in_percent or cell.percent) and role != "change_pct"):
        return None
    currency, noun, guessed = _measure(above, group, column, row, row_unit, topic, cell)
    near = (row.aspects, column.aspects, group.aspects)
    entry, part, unsure = lookup(topic, noun, near, above.aspects, currency is not None)
    if entry is None:
        return None
    if role == "change_pct":
        unit, scale = "percent", 1.0
    elif currency is not None:
        unit, scale = currency
    else:
        unit, scale = indicators()[entry.indicator].unit, 1.0
    certain = (
        bool(topic)
        and not (unsure or guessed)
        and (any(near) or not entry.aspect or entry.aspect in above.aspects)
    )
    signed = column.direction or row.direction
    return Slots(entry, role, unit, scale, certain, signed, part, fraction)


def _role(column: HeaderWords, row: HeaderWords, fraction: bool) -> Role | Literal["share"]:
    """The role of a cell: the column's, but a change under "Năm 2023" is the row's; a fraction's first number
    is what was done."""
    if fraction:
        return "actual"
    named = column.role or row.role or "actual"
    return named  # type: ignore[return-value]  # the keys of tables.yaml's `roles`


def _measure(
    above: HeaderWords,
    group: HeaderWords,
    column: HeaderWords,
    row: HeaderWords,
    row_unit: str,
    topic: str,
    cell: CellWords,
) -> tuple[tuple[str, float] | None, str, bool]:
    """(currency and scale, "", False) of an amount, or (None, noun class, whether nothing names it) of a
    count; the nearest words that say it win."""
    money = False
    for words in (header_words(cell.unit), column, header_words(row_unit), row):
        if currency := unit_of(words.text):
            return currency, "", False
        if words.nouns and words.counts_first and not money:
            return None, words.nouns[0], False
        money = money or words.money
    usual = above.list_noun(topic)
    by_caption = above.money and not (above.nouns and above.counts_first)
    amount = money or group.money or by_caption or not usual
    for words in (group, above):
        if amount and (currency := unit_of(words.text)):
            return currency, "", False
    if amount:
        return ("", 1.0), "", False
    return None, usual, usual not in (*group.nouns, *above.nouns)


@lru_cache(maxsize=16384)
def lookup(
    topic: str,
    noun: str,
    near: tuple[tuple[str, ...], ...],
    above: tuple[str, ...],
    money: bool,
) -> tuple[FrameEntry | None, bool, bool]:
    """The indicator of the topic that counts `noun` (or money), by the aspects of the nearest header that
    names one.

    `near` are the aspects of row, column and group, `above` those of the caption; without any the plain
    indicator
    is meant. Besides: whether an aspect near it that the indicator does not have makes the number a part of
    it, and whether the caption may do so ("đoàn ra sử dụng ngân sách": its travellers are not all of them).
    """
    of_topic = [e for e in frame_entries() if e.topic == topic]
    fitting = [e for e in of_topic if e.money == money and (money or noun in e.nouns)]
    telling = {e.aspect for e in of_topic if e.aspect and not e.weak}
    for aspects in (*near, above):
        named = [e for aspect in aspects for e in fitting if e.aspect == aspect]
        if named:
            return _most_telling(named), False, False
    part = any(aspect in telling for aspects in near for aspect in aspects)
    restricted = any(e.inside and e.aspect in above for e in of_topic)
    plain = [e for e in fitting if not e.aspect]
    if len(plain) != 1:
        plain = fitting if len(fitting) == 1 else []
    return (plain[0], part, restricted) if plain else (None, False, False)


def _most_telling(named: list[FrameEntry]) -> FrameEntry:
    """Of the indicators that one heading names: not one whose words are said of its siblings too ("giá trị"),
    nor
    the whole beside one of its parts ("tổng vốn đăng ký … còn hiệu lực"), but the whole beside several ("…
    cấp mới và điều chỉnh")."""
    strong = [e for e in named if not e.weak] or named
    wholes = [e for e in strong if e.aspect in table_words().whole_aspects]
    parts = [e for e in strong if e.aspect not in table_words().whole_aspects]
    return wholes[0] if wholes and len(parts) != 1 else (parts or strong)[0]


def from_cell(cell: Cell, words: CellWords, slots: Slots, quote: str, mark: Mark) -> Iterator[Candidate]:
    """The candidates of one cell: its number, and the plan or last year's value that it names besides."""
    if words.percent and slots.role not in ("change", "change_pct"):
        return
    made = _number(cell, words, words.digits, slots, quote, mark)
    if made is None:
        return
    yield made
    besides: tuple[tuple[str, Role], ...] = ((words.planned, "planned"), (words.prior, "prior_year"))
    for digits, role in besides:
        if digits and slots.role == "actual":
            other = _number(cell, words, digits, replace(slots, role=role), quote, mark)
            if other is not None:
                yield other


def _number(
    cell: Cell, words: CellWords, digits: str, slots: Slots, quote: str, mark: Mark
) -> Candidate | None:
    counted = slots.unit in ("count", "people")
    numeral = value_of(digits, mark, slots.scale, bool(slots.unit) and slots.scale == 1.0, counted)
    if numeral is None:
        return None
    sign = signed_by(words) if slots.role in ("change", "change_pct") else (-1 if words.sign == "-" else 1)
    value = scaled(numeral.value, slots.scale) * (sign or 1)
    stated = cell.text.strip() if digits == words.digits and not (words.planned or words.prior) else digits
    made = candidate(slots, value, stated, cell, quote, note="", qualifier=_hedge(words))
    doubt = ""
    if numeral.other is not None and slots.scale > 1:
        doubt = "dấu chấm có thể là dấu thập phân"
    elif counted and value % 1:
        doubt = "số lẻ ở chỗ phải là số đếm"
    elif words.pair and not slots.done_of_planned:
        doubt = "hai số trong một ô: thực hiện trên kế hoạch, hay ngày và tháng?"
    elif words.doubtful:
        doubt = "ô còn chữ chưa hiểu được"
    elif value < 0 and slots.role not in ("change", "change_pct"):
        doubt = "số âm ở chỗ phải là giá trị"
    made = replace(made, status="review", note=doubt) if doubt else made
    return made if slots.unit else set_aside(made, table_words().reasons["no_currency"])


def _hedge(words: CellWords) -> Qualifier:
    qualifier = lexicon().hedge_of.get(words.before, "exact")
    return qualifier  # type: ignore[return-value]


def candidate(
    slots: Slots,
    value: float,
    stated: str,
    cell: Cell,
    quote: str,
    note: str,
    qualifier: Qualifier = "exact",
) -> Candidate:
    """The candidate of a value at a cell; where and when it belongs is filled by `tables`."""
    certainty = CERTAIN if slots.certain else DOUBTFUL
    return Candidate(
        indicator=slots.entry.indicator,
        role=slots.role,
        value=value,
        unit=slots.unit,
        qualifier=qualifier,
        quote=quote,
        place=cell.place,
        value_stated=stated,
        unit_stated=slots.unit,
        confidence=certainty,
        status=status_of(certainty),
        note=note,
        sentence=quote,
    )


def set_aside(found: Candidate, reason: str) -> Candidate:
    """The candidate with the reason why it is no figure; the same when there is none."""
    return replace(found, set_aside=reason, status="review") if reason else found


def doubted(found: Candidate, note: str) -> Candidate:
    """The candidate for an analyst to decide, with what is unclear."""
    notes = "; ".join(filter(None, (found.note, note)))
    return replace(found, status="review", confidence=min(found.confidence, DOUBTFUL), note=notes)
