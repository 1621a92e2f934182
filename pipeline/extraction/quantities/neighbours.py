"""What numbers take from those beside them: ranges, steps, last year's value, a currency said once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import log10

from pipeline.extraction.quantities.amounts import or_amount, plausible, rescaled
from pipeline.extraction.quantities.lexicon import phrase_of
from pipeline.extraction.quantities.parts import with_both_readings, with_parts
from pipeline.extraction.quantities.quantity import Quantity
from pipeline.extraction.quantities.surface import Surface

_WIDEST_RANGE = 2.0
"""The upper end of a range that is not rounded alike is rarely more than twice the lower one."""
_FARTHEST_RANGE = 20.0
"""And never so many times."""
_IN_TURN_REACH = 60
_LONGEST_LIST = 12
_WIDEST_LIST = 10.0
"""Amounts that are listed under one unit differ by less than this factor, as a rule."""
_NEAR = 40
"""Numbers to either side among which an amount looks for its currency."""
_ROUNDED_BY = 0.05
"""What a rounded statement is off at most."""
_SIZES_APART = 2.0
"""Powers of ten between two currencies' amounts of one sentence that decide about an amount without one."""


def with_neighbours(surface: Surface, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with the units and forms that their neighbours give them."""
    related = list(found)
    if not related:
        return related
    for index in reversed(range(len(related) - 1)):
        left, right = related[index], related[index + 1]
        if left.form in ("done", "plan", "zero") or right.form in ("done", "plan", "zero"):
            continue
        between = (left.end, right.start)
        same = (left.kind, left.unit, left.noun) == (right.kind, right.unit, right.noun)
        shares_unit = left.is_bare and not right.is_bare
        same = same or (left.kind == right.kind == "money" and not left.unit)
        if (shares_unit or (same and not left.is_bare)) and surface.lex.range.fullmatch(
            surface.folded, *between
        ):
            if shares_unit and _is_count_and_amount(left, right):
                related[index] = or_amount(surface, left, right)
                continue
            left = rescaled(surface, left, right) if shares_unit else left
            related[index : index + 2] = [replace(left, form="range"), replace(right, form="range")]
        elif shares_unit and right.kind == "money" and _is_step(surface, related, index, right):
            related[index] = rescaled(surface, left, right)
        elif shares_unit and _is_in_turn(surface, related, index, right):
            if _shares_last_unit(surface, found, index):
                related[index] = with_both_readings(surface, left, right)
        elif shares_unit and right.kind == "money" and _is_and(surface, *between):
            related[index] = or_amount(surface, left, right)
        elif left.kind == "money" and _takes_unit(surface, related, index):
            related[index + 1] = with_both_readings(surface, right, left)
    related = _with_currencies(surface, with_parts(surface, _with_decimals(surface, related)))
    return [
        replace(left, restated=True) if _is_restated(surface, left, right) else left
        for left, right in zip(related, [*related[1:], None], strict=True)
    ]


def _is_restated(surface: Surface, left: Quantity, right: Quantity | None) -> bool:
    """ "hơn 815 triệu USD (815,24 triệu USD)", "gần 40 đoàn (cụ thể 39 đoàn)"."""
    if right is None or left.hedge == "exact" or right.hedge != "exact" or left.value <= 0:
        return False
    same = (left.kind, left.unit, left.noun) == (right.kind, right.unit, right.noun)
    if not same or abs(left.value - right.value) > _ROUNDED_BY * right.value:
        return False
    between = surface.lex.restating.fullmatch(surface.folded, left.end, right.start)
    closes = surface.folded[right.end : right.end + 1]
    return between is not None and ("(" not in between[0] or closes == ")")


def _is_count_and_amount(left: Quantity, right: Quantity) -> bool:
    """ "268 - 903,1 triệu USD", "06 - 1.516.700 USD": the ends of a range are alike and near each other."""
    if right.kind != "money" or not left.stated.isdigit():
        return False
    ratio = right.value / right.scale / left.value if left.value else _FARTHEST_RANGE
    return ratio >= _FARTHEST_RANGE or ("," in right.stated and ratio > _WIDEST_RANGE)


def _takes_unit(surface: Surface, found: Sequence[Quantity], index: int) -> bool:
    """ "348,9 triệu USD (CK: 402,2)": whether a bare number behind an amount is last year's amount."""
    left, right = found[index], found[index + 1]
    if not right.is_bare or right.form or not _is_other_time(surface, left.end, right.start):
        return False
    return not _opens_pair(surface, found[index + 1 : index + 1 + _LONGEST_LIST])


def _opens_pair(surface: Surface, behind: Sequence[Quantity]) -> bool:
    """ "1.945 tỷ đồng (năm ngoái 33 và 1.610 tỷ đồng)": a count before an amount is no amount itself."""
    if not behind[0].stated.isdigit():
        return False
    if behind[0].stated.startswith("0"):
        return True
    for left, right in pairwise(behind):
        if not surface.lex.list.fullmatch(surface.folded, left.end, right.start):
            return False
        if not right.is_bare:
            return True
    return False


def _shares_last_unit(surface: Surface, found: Sequence[Quantity], index: int) -> bool:
    """Whether the first number with a unit behind `index` ends its list.

    "10, 16, 905.300 USD và 288.140 USD" shares none.
    """
    place = next((i for i in range(index + 1, len(found)) if not found[i].is_bare), None)
    if place is None or place + 1 == len(found):
        return place is not None
    return not surface.lex.list.fullmatch(surface.folded, found[place].end, found[place + 1].start)


def _is_and(surface: Surface, start: int, end: int) -> bool:
    """ "117 và 268 triệu USD": a count and an amount, or two amounts; both readings stay."""
    between = surface.folded[start:end]
    is_list = surface.lex.list.fullmatch(surface.folded, start, end) is not None
    return is_list and between.strip(" ,;") not in ("", "/")


def _is_in_turn(surface: Surface, found: Sequence[Quantity], index: int, right: Quantity) -> bool:
    """ "lần lượt là 14 và 9 đoàn": in such a list the last unit holds for all."""
    lex, folded = surface.lex, surface.folded
    left = found[index]
    if right.noun == "other" or not lex.list.fullmatch(folded, left.end, right.start):
        return False
    low = max(surface.sentence_start(left.start), left.start - _IN_TURN_REACH)
    said = [m.end() for m in lex.in_turn.finditer(folded, low, left.start)]
    if not said:
        return False
    run = [q for q in found[max(0, index - _IN_TURN_REACH) : index + 1] if q.start >= said[-1]]
    if right.kind == "money" and not _alike([q.value / q.scale for q in (*run, right)]):
        return False
    return all(q.is_bare for q in run) and all(
        lex.list.fullmatch(folded, a.end, b.start) for a, b in pairwise(run)
    )


def _alike(numbers: Sequence[float]) -> bool:
    """Whether a list may share a unit of money: "3, 4, 2, 37, 52 và 1,8 triệu USD" does not."""
    low, high = min(map(abs, numbers)), max(map(abs, numbers))
    return low > 0 and high <= _WIDEST_LIST * low


def _is_step(surface: Surface, found: Sequence[Quantity], index: int, right: Quantity) -> bool:
    """ "từ 58 lên 226,4 triệu USD"; in a list a number with decimals, or one behind such a number."""
    lex, folded = surface.lex, surface.folded
    left = found[index]
    if lex.step.fullmatch(folded, left.end, right.start):
        return True
    if not lex.list.fullmatch(folded, left.end, right.start):
        return False
    if not left.value.is_integer():
        return True
    earlier = found[index - 1] if index else left
    in_list = lex.list.fullmatch(folded, earlier.end, left.start) is not None
    return in_list and earlier.is_bare and not earlier.value.is_integer()


def _with_decimals(surface: Surface, found: Sequence[Quantity]) -> list[Quantity]:
    """ "63,3 triệu USD, trong đó mới: 41,8": a bare decimal is no count but money like the one before it."""
    result: list[Quantity] = []
    money: Quantity | None = None
    for quantity in found:
        if quantity.kind == "money" and quantity.scale > 1:
            money = quantity
        elif money and quantity.is_bare and not quantity.value.is_integer() and not quantity.form:
            ends = surface.full_stops
            if bisect_right(ends, money.start) == bisect_right(ends, quantity.start):
                quantity = rescaled(surface, quantity, money)
        result.append(quantity)
    return result


def _is_other_time(surface: Surface, start: int, end: int) -> bool:
    return surface.lex.other_time.fullmatch(surface.folded, start, end) is not None


def _with_currencies(surface: Surface, found: list[Quantity]) -> list[Quantity]:
    """Amounts that name no currency take the one of their sentence ("quy ra USD là 214 triệu")."""
    if all(q.unit for q in found if q.kind == "money"):
        return found
    lex = surface.lex
    ends, starts = surface.full_stops, [q.start for q in found]
    mentions = [
        (m.start(), lex.currency_of[phrase_of(m)])
        for m in lex.currency_mention.finditer(surface.folded)
        if not _is_unit_of(found, starts, m.start())
    ]
    result: list[Quantity] = []
    for index, quantity in enumerate(found):
        if quantity.kind != "money" or quantity.unit:
            result.append(quantity)
            continue
        place = bisect_right(ends, quantity.start)
        low = ends[place - 1] if place else 0
        high = ends[place] if place < len(ends) else len(surface.folded)
        previous = found[index - 1].end if index else 0
        unit = _said_before(mentions, max(low, previous), quantity.start)
        around = [*result[-_NEAR:], *found[index : index + _NEAR]]
        unit = unit or _nearest(around, quantity, low, high)
        unit = unit or _nearest_mention(mentions, quantity.start, low, high)
        if unit:
            value, other = plausible(surface, (quantity.value, quantity.other_value), unit, quantity.scale)
            quantity = replace(quantity, unit=unit, value=value, other_value=other)
        elif quantity.scale == 1e3:
            quantity = replace(quantity, kind="count")
        result.append(quantity)
    return result


def _is_unit_of(found: Sequence[Quantity], starts: Sequence[int], position: int) -> bool:
    """Whether the place lies in the unit of one of the quantities."""
    before = bisect_right(starts, position)
    return before > 0 and found[before - 1].number_end <= position < found[before - 1].end


def _said_before(mentions: Sequence[tuple[int, str]], low: int, start: int) -> str:
    """The last currency that stands by itself between the number before and this one."""
    return next((code for place, code in reversed(mentions) if low <= place < start), "")


def _nearest(found: Sequence[Quantity], quantity: Quantity, low: int, high: int) -> str:
    """The currency of the amount nearest in the sentence.

    Of two currencies it is the one whose amounts are nearest in size, where the other is a hundred times off
    ("6,7 tỷ USD … 56.100 tỷ đồng … (4,84 tỷ)").
    """
    named = [q for q in found if q.kind == "money" and q.unit and low <= q.start < high and q.value > 0]
    if not named:
        return ""
    nearest = min(named, key=lambda q: abs(q.start - quantity.start))
    if quantity.value > 0 and len({q.unit for q in named}) > 1:
        off = {q.unit: abs(log10(q.value / quantity.value)) for q in named}
        for q in named:
            off[q.unit] = min(off[q.unit], abs(log10(q.value / quantity.value)))
        likeliest = min(off, key=lambda unit: off[unit])
        if off[nearest.unit] - off[likeliest] > _SIZES_APART:
            return likeliest
    return nearest.unit


def _nearest_mention(mentions: Sequence[tuple[int, str]], start: int, low: int, high: int) -> str:
    named = [m for m in mentions if low <= m[0] < high]
    return min(named, key=lambda m: abs(m[0] - start))[1] if named else ""
