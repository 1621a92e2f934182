"""Compares amounts that stand beside each other: two currencies of one amount, two decimal marks in one
sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.catalogue.text_rules import TextRule
from pipeline.extraction.quantities import Quantity
from pipeline.settling.agreement import HEDGED, apart
from pipeline.settling.money import vnd_per
from pipeline.settling.seen import Seen
from pipeline.settling.statements import Statement
from pipeline.settling.wording import amount, number

_THREE_AFTER_A_DOT = re.compile(r"^\d{1,3}\.\d{3}(?!\d)(?![.,]\d)")
_THREE_AFTER_A_COMMA = re.compile(r"^\d{1,3},\d{3}(?!\d)(?![.,]\d)")
_DECIMAL_COMMA = re.compile(r"\d,\d+(?!\d)(?!,)")


def two_currencies(rule: TextRule, statement: Statement) -> Iterator[Seen]:
    """An amount and its đồng equivalent right beside it, at a rate that is far from the year's."""
    money = [q for q in statement.quantities if q.kind == "money"]
    for first, second in pairwise(money):
        foreign, dong = (first, second) if second.unit == "VND" else (second, first)
        if dong.unit != "VND" or foreign.unit in ("VND", "") or not foreign.value:
            continue
        if not _restated(rule, statement, first, second):
            continue
        readings = tuple(r for q in (first, second) if (r := statement.reading_of(q)) is not None)
        if not readings:
            continue
        # A rate of last year's may stand beside this year's: only what fits neither is told.
        year = int(readings[0].key.period[:4])
        rates = [rate for y in (year, year - 1) if (rate := vnd_per(foreign.unit, y)) is not None]
        room = rule.numbers["percent"] / 100
        if first.hedge != "exact" or second.hedge != "exact":
            room = max(room, HEDGED)
        implied = dong.value / foreign.value
        if rates and all(apart(implied, rate) > room for rate in rates):
            yield Seen(
                quote=statement.text[first.start : second.end],
                start=first.start,
                says={
                    "left": amount(foreign.value, foreign.unit),
                    "right": amount(dong.value, "VND"),
                    "rate": number(round(implied, 0 if implied > 100 else 2)),
                    "currency": foreign.unit,
                    "known": number(rates[0]),
                },
                expected=f"khoảng {amount(round(foreign.value * rates[0]), 'VND')}",
                readings=readings,
            )


def _restated(rule: TextRule, statement: Statement, first: Quantity, second: Quantity) -> bool:
    """Whether the second says the first again: nothing between but a bracket and words of the rule."""
    between = statement.folded[first.end : second.start]
    if second.start < first.end or len(between) > rule.numbers["reach"]:
        return False
    rest = rule.words["joined_by"].sub("", between).strip(" ,=:–-")
    return rest in ("", "(") and between.strip(" ,") != ""


def _is_twin(dotted: Quantity, other: Quantity) -> bool:
    """Whether the other is written as the dotted one is, only with a comma: "52.677 tỷ", "68,215 tỷ"."""
    same = (dotted.unit, dotted.scale) == (other.unit, other.scale)
    return same and bool(_THREE_AFTER_A_COMMA.match(other.stated))


def mixed_marks(rule: TextRule, statement: Statement) -> Iterator[Seen]:
    """A dot before three digits that is read as decimal, in a sentence where another amount has a decimal
    comma.

    The reading may be right; that the paper's two marks contradict each other is for the analyst to know.
    """
    for quantity in statement.quantities:
        reading = statement.reading_of(quantity)
        if reading is None or quantity.scale == 1.0 or not _THREE_AFTER_A_DOT.match(quantity.stated):
            continue
        low, high = statement.sentence_start(quantity.start), statement.sentence_end(quantity.end)
        # The sentences on both sides count, too: one writer, one habit.
        low, high = (
            statement.sentence_start(max(0, low - 2)),
            statement.sentence_end(min(high + 1, len(statement.text))),
        )
        beside = [
            q
            for q in statement.between(low, high)
            if q is not quantity and q.kind == "money" and _DECIMAL_COMMA.search(q.stated)
        ]
        if quantity.value / quantity.scale >= 1000:
            # Taken as thousands, as is the habit of the country: told where the neighbour has the same form.
            doubted = quantity.other_value is not None
            beside = [q for q in beside if doubted and _is_twin(quantity, q)]
        if beside:
            other = max(beside, key=lambda q: (q.unit == quantity.unit, q.value))
            first, last = sorted((quantity, other), key=lambda q: q.start)
            yield Seen(
                quote=statement.text[first.start : last.end],
                start=first.start,
                says={
                    "stated": statement.text[quantity.start : quantity.end],
                    "beside": statement.text[other.start : other.end],
                },
                expected="cùng một dấu thập phân (dấu phẩy)",
                readings=(reading,),
            )
