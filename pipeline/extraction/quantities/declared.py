"""Units that a line declares for its bare numbers: "Giải ngân (triệu USD): 1,72; CK 1,9"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extraction.quantities.amounts import rescaled
from pipeline.extraction.quantities.quantity import Quantity
from pipeline.extraction.quantities.surface import Surface

_LABEL_REACH = 120


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


def with_declared_units(surface: Surface, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities; bare ones under a declaration carry its unit, noun or percent."""
    if not any(q.is_bare and q.form != "range" for q in found):
        return list(found)
    declarations = _declarations(surface, found)
    if not declarations:
        return list(found)
    result = []
    for quantity, following in zip(found, [*found[1:], None], strict=True):
        holding = [d for d in declarations if _holds(surface, d, quantity)]
        if (
            quantity.is_bare
            and holding
            and not (
                _counts_something(surface, quantity, holding[-1]) or _opens_pair(surface, quantity, following)
            )
        ):
            declared = holding[-1].like
            quantity = replace(rescaled(surface, quantity, declared), stated_unit=declared.stated_unit)
        result.append(quantity)
    return result


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


def _holds(surface: Surface, declaration: Declaration, quantity: Quantity) -> bool:
    if declaration.end <= quantity.start:
        line_end = surface.folded.find("\n", declaration.end)
        return declaration.to_the_end or line_end < 0 or quantity.start < line_end
    return declaration.behind and not surface.folded[quantity.end : declaration.start].strip()


def _declarations(surface: Surface, found: Sequence[Quantity]) -> list[Declaration]:
    made = []
    lex = surface.lex
    for match in surface.lex.declared.finditer(surface.folded):
        bracketed, labelled = bool(match["open"] and match["close"]), bool(match["label"])
        line_rest = surface.folded[match.end() :].partition("\n")[0]
        ends_line = bracketed and bool(match["inner"]) and not line_rest.strip(" .:;")
        if not bracketed and not match["label"] and not (match["colon"] and match["scale"]):
            continue
        named = labelled and ":" in match["label"]
        if match["noun"] and not named and not (bracketed and match["colon"]):
            continue
        if lex.declared.match(surface.folded, match.end()) and match["colon"]:
            continue  # "(trđ: triệu đồng)" explains an abbreviation
        if any(q.start < match.end() and match.start() < q.end for q in found):
            continue
        made.append(
            Declaration(match.start(), match.end(), _unit(surface, match), bracketed, labelled or ends_line)
        )
    return made


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
