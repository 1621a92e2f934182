"""Matches what was found in a passage against what is annotated there, one to one (DESIGN.md section 8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.catalogue import Period, resolve_province

TOLERANCE = 0.005
"""Two values within 0.5 % are the same."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """One figure of either side after matching."""

    kind: str
    """right: found and annotated; wrong: found only; missed: annotated only; open: found, and either way is
    right."""
    figure: Row
    """What was found; for a missed one what is annotated."""
    gold: Row | None = None


def same_value(left: float, right: float) -> bool:
    """Within the tolerance; zero only equals zero."""
    return abs(left - right) <= TOLERANCE * max(abs(left), abs(right))


def match(passage: Row, found: Sequence[Row]) -> list[Outcome]:
    """The outcomes of one passage: every found figure once, then every annotated one that was missed."""
    own = owner_of(passage.get("province"), passage)
    gold = list(passage.get("figures") or ())
    ambiguous = list(passage.get("ambiguous") or ())
    taken: set[int] = set()
    outcomes: list[Outcome] = []
    rest: list[Row] = []
    for figure in found:
        fitting = [i for i, g in enumerate(gold) if i not in taken and _same(figure, g, own, passage)]
        # Said in the text and in a table: the one that stands where it was found, if places are known.
        index = min(fitting, key=lambda i: gold[i].get("place") != figure.get("place"), default=None)
        if index is None:
            rest.append(figure)
        else:
            taken.add(index)
            outcomes.append(Outcome("right", figure, gold[index]))
    for figure in rest:
        # A second statement of a figure that is already matched is no error, and no further success.
        again = any(_same(figure, g, own, passage) for g in gold)
        open_to_both = again or any(_same(figure, g, own, passage) for g in ambiguous)
        outcomes.append(Outcome("open" if open_to_both else "wrong", figure))
    outcomes += [Outcome("missed", g, g) for i, g in enumerate(gold) if i not in taken]
    return outcomes


def owner_of(name: object, passage: Row) -> str:
    """The province_id of a name of the passage's time; other names (VN, a region) and "" as they are."""
    text = str(name or "")
    period = str(passage.get("period") or "2020-12")
    known = resolve_province(text, Period.parse(period).last_day) if text and text != "VN" else None
    return known.province_id if known else text


def _same(found: Row, gold: Row, own: str, passage: Row) -> bool:
    wanted = owner_of(gold.get("province"), passage) or own
    given = owner_of(found.get("province"), passage) or own
    return (
        found["indicator"] == gold["indicator"]
        and found["role"] == gold["role"]
        and found["unit"] == gold["unit"]
        and (given == wanted or not wanted)
        and same_value(float(found["value"]), float(gold["value"]))
    )
