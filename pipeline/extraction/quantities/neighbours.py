"""What numbers take from those beside them: ranges, steps, last year's value, a currency said once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extraction.quantities.amounts import plausible, rescaled
from pipeline.extraction.quantities.lexicon import phrase_of
from pipeline.extraction.quantities.quantity import Quantity
from pipeline.extraction.quantities.surface import Surface


def with_neighbours(surface: Surface, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with the units and forms that their neighbours give them."""
    related = list(found)
    for index in reversed(range(len(related) - 1)):
        left, right = related[index], related[index + 1]
        if left.form in ("done", "plan", "zero") or right.form in ("done", "plan", "zero"):
            continue
        between = (left.end, right.start)
        same = (left.kind, left.unit, left.noun) == (right.kind, right.unit, right.noun)
        shares_unit = left.is_bare and not right.is_bare
        if (shares_unit or (same and not left.is_bare)) and surface.lex.range.fullmatch(
            surface.folded, *between
        ):
            left = rescaled(surface, left, right) if shares_unit else left
            related[index : index + 2] = [replace(left, form="range"), replace(right, form="range")]
        elif shares_unit and right.kind == "money" and _is_step(surface, related[: index + 1], right):
            related[index] = rescaled(surface, left, right)
        elif left.kind == "money" and right.is_bare and _is_other_time(surface, *between):
            related[index + 1] = _like(surface, right, left)
    return _with_currencies(surface, _with_decimals(surface, related))


def _is_step(surface: Surface, before: Sequence[Quantity], right: Quantity) -> bool:
    """ "từ 58 lên 226,4 triệu USD"; in a list a number with decimals, or one behind such a number."""
    lex, folded = surface.lex, surface.folded
    left = before[-1]
    if lex.step.fullmatch(folded, left.end, right.start):
        return True
    if not lex.list.fullmatch(folded, left.end, right.start):
        return False
    if not left.value.is_integer():
        return True
    earlier = before[-2] if len(before) > 1 else left
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
            ends = surface.sentence_ends
            if bisect_right(ends, money.start) == bisect_right(ends, quantity.start):
                quantity = rescaled(surface, quantity, money)
        result.append(quantity)
    return result


def _is_other_time(surface: Surface, start: int, end: int) -> bool:
    return surface.lex.other_time.fullmatch(surface.folded, start, end) is not None


def _like(surface: Surface, quantity: Quantity, money: Quantity) -> Quantity:
    """ "348,9 triệu USD (CK: 402,2)"; a whole number may count something else, so both readings stay."""
    amount = rescaled(surface, quantity, money)
    whole = quantity.stated.isdigit()
    return replace(amount, other_value=quantity.value) if whole and money.scale > 1 else amount


def _with_currencies(surface: Surface, found: list[Quantity]) -> list[Quantity]:
    """Amounts that name no currency take the one of their sentence ("quy ra USD là 214 triệu")."""
    if all(q.unit for q in found if q.kind == "money"):
        return found
    lex = surface.lex
    ends = surface.full_stops
    mentions = [
        (m.start(), lex.currency_of[phrase_of(m)])
        for m in lex.currency_mention.finditer(surface.folded)
        if not any(q.number_end <= m.start() < q.end for q in found)
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
        unit = unit or _nearest([*result, *found[index:]], quantity, low, high)
        unit = unit or _nearest_mention(mentions, quantity.start, low, high)
        if unit:
            value, other = plausible(surface, (quantity.value, quantity.other_value), unit, quantity.scale)
            quantity = replace(quantity, unit=unit, value=value, other_value=other)
        elif quantity.scale == 1e3:
            quantity = replace(quantity, kind="count")
        result.append(quantity)
    return result


def _said_before(mentions: Sequence[tuple[int, str]], low: int, start: int) -> str:
    """The last currency that stands by itself between the number before and this one."""
    return next((code for place, code in reversed(mentions) if low <= place < start), "")


def _nearest(found: Sequence[Quantity], quantity: Quantity, low: int, high: int) -> str:
    named = [q for q in found if q.kind == "money" and q.unit and low <= q.start < high]
    return min(named, key=lambda q: abs(q.start - quantity.start)).unit if named else ""


def _nearest_mention(mentions: Sequence[tuple[int, str]], start: int, low: int, high: int) -> str:
    named = [m for m in mentions if low <= m[0] < high]
    return min(named, key=lambda m: abs(m[0] - start))[1] if named else ""
