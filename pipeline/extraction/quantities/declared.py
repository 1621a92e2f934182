"""Units that a line declares for its bare numbers: "Giải ngân (triệu USD): 1,72; CK 1,9"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extraction.quantities.amounts import rescaled
from pipeline.extraction.quantities.quantity import Quantity
from pipeline.extraction.quantities.surface import Surface

_LABEL_REACH = 120
_CELL_EDGES = ("|", "\t")


@dataclass(frozen=True)
class Declaration:
    """A unit and where it holds."""

    start: int
    end: int
    like: Quantity
    """An empty quantity with the unit, the noun or the scale declared."""
    behind: bool
    """Whether it stands in brackets, so that a number right before it is its number ("1,72 (triệu USD)")."""
    to_the_end: bool
    """Whether it holds for all lines below ("ĐVT: triệu đồng"), or for its own."""
    holds_on: Declaration | None = None
    """The last one before it that holds to the end."""


def with_declared_units(surface: Surface, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities; bare ones under a declaration carry its unit, noun or percent."""
    if not any(q.is_bare and q.form != "range" for q in found):
        return list(found)
    declarations = _declarations(surface, found)
    if not declarations:
        return list(found)
    ends = [d.end for d in declarations]
    result = []
    for quantity, following in zip(found, [*found[1:], None], strict=True):
        holding = _holding(surface, declarations, bisect_right(ends, quantity.start), quantity)
        if quantity.is_bare and holding and not _is_own_count(surface, quantity, following, holding):
            declared = holding.like
            quantity = replace(rescaled(surface, quantity, declared), stated_unit=declared.stated_unit)
        result.append(quantity)
    return result


def _holding(
    surface: Surface, declarations: Sequence[Declaration], place: int, quantity: Quantity
) -> Declaration | None:
    """The declaration that holds for `quantity`, of which `place` stand before it.

    It is the one right behind the number, else the last of its line, else the last that holds to the end.
    """
    if place < len(declarations) and declarations[place].start >= quantity.end:
        behind = declarations[place]
        if behind.behind and not surface.folded[quantity.end : behind.start].strip():
            return behind
    if place == 0:
        return None
    last = declarations[place - 1]
    if last.to_the_end or surface.folded.find("\n", last.end, quantity.start) < 0:
        return last
    return last.holds_on


def _is_own_count(
    surface: Surface, quantity: Quantity, following: Quantity | None, holding: Declaration
) -> bool:
    if holding.like.noun and quantity.stated and not quantity.value.is_integer():
        return True
    return _counts_something(surface, quantity, holding) or _opens_pair(surface, quantity, following)


def _counts_something(surface: Surface, quantity: Quantity, declaration: Declaration) -> bool:
    """Whether the label of a whole number names what it counts ("Đoàn vào: 04") though money is declared."""
    if (
        declaration.like.kind != "money"
        or declaration.start > quantity.start
        or not quantity.value.is_integer()
    ):
        return False
    lex, folded = surface.lex, surface.folded
    low = max(declaration.end, surface.sentence_start(quantity.start), quantity.start - _LABEL_REACH)
    label = folded[low : quantity.start].rpartition(",")[2]
    return lex.counted_label.search(label) is not None and not lex.money_label.search(label)


def _opens_pair(surface: Surface, quantity: Quantity, following: Quantity | None) -> bool:
    """ "Năm trước: 142; 799,6 triệu USD": a whole number before an amount with its own unit is a count."""
    if following is None or following.kind != "money" or not quantity.stated.isdigit():
        return False
    return surface.lex.list.fullmatch(surface.folded, quantity.end, following.start) is not None


def _declarations(surface: Surface, found: Sequence[Quantity]) -> list[Declaration]:
    made: list[Declaration] = []
    holds_on: Declaration | None = None
    lex, starts = surface.lex, [q.start for q in found]
    for match in surface.lex.declared.finditer(surface.folded):
        bracketed, labelled = bool(match["open"] and match["close"]), bool(match["label"])
        line_rest = surface.folded[match.end() : match.end() + _LABEL_REACH].partition("\n")[0]
        ends_line = bracketed and bool(match["inner"]) and not line_rest.strip(" .:;")
        is_cell = _fills_cell(surface, match)
        if not (bracketed or labelled or is_cell or (match["colon"] and match["scale"])):
            continue
        named = labelled and ":" in match["label"]
        if match["noun"] and not (named or is_cell or (bracketed and match["colon"])):
            continue
        if lex.declared.match(surface.folded, match.end()) and match["colon"]:
            continue  # "(trđ: triệu đồng)" explains an abbreviation
        before = bisect_left(starts, match.end())
        if before and match.start() < found[before - 1].end:
            continue
        to_the_end = labelled or ends_line
        unit = _unit(surface, match)
        made.append(Declaration(match.start(), match.end(), unit, bracketed, to_the_end, holds_on))
        holds_on = made[-1] if to_the_end else holds_on
    return made


def _fills_cell(surface: Surface, match: re.Match[str]) -> bool:
    """Whether the unit is a cell of a row that became a line: "Vốn cấp mới | tr.USD | 52,4 | 9"."""
    before = surface.folded[max(0, match.start() - 3) : match.start()].rstrip(" ")[-1:]
    behind = surface.folded[match.end() : match.end() + 3].lstrip(" ")[:1]
    return before in _CELL_EDGES and behind in _CELL_EDGES


def _unit(surface: Surface, match: re.Match[str]) -> Quantity:
    """The declared unit as an empty quantity."""
    lex = surface.lex
    group = "currency" if match["currency"] else "percent" if match["percent"] else "noun"
    first = match.start("scale") if match["scale"] else match.start(group)
    like = Quantity(0, 0, 0, 0.0, "count", stated_unit=surface.text[first : match.end(group)])
    if match["currency"]:
        scale = lex.scale_of[match["scale"]] if match["scale"] else 1.0
        code = lex.currency_of[" ".join(match["currency"].split())]
        return replace(like, kind="money", unit=code, scale=scale)
    if match["percent"]:
        return replace(like, kind="percent")
    return replace(like, noun=lex.noun_of[" ".join(match["noun"].split())])
