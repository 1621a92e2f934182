"""Finds every quantity of a text: what is a number, what it counts, and what is none.

The order of the steps stands here; each step is a module beside this one. Topics, indicators and roles do not
belong here; nor do the words, which are data (`catalogue/cues/numbers.yaml`, `nouns.yaml`).
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extraction.quantities.amounts import amount_at
from pipeline.extraction.quantities.declared import with_declared_units
from pipeline.extraction.quantities.exclusions import excluded_spans, inside
from pipeline.extraction.quantities.fractions import Pair, fraction_at, out_of, pair_of
from pipeline.extraction.quantities.neighbours import with_neighbours
from pipeline.extraction.quantities.quantity import Quantity
from pipeline.extraction.quantities.readings import with_settled_separators
from pipeline.extraction.quantities.spoken import spoken_quantities
from pipeline.extraction.quantities.surface import Surface, surface_of
from pipeline.extraction.quantities.zeros import stated_zeros


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of `text` (NFC) in order of appearance, with offsets into it.

    Dates, years, paper numbers, labels, phone numbers and durations are left out. A number whose noun is
    unknown is kept with the noun "other": it counts as found and set aside.
    """
    surface = surface_of(text)
    digits = _digit_quantities(surface)
    found = _first_of([*digits, *spoken_quantities(surface)])
    found = _first_of([*found, *stated_zeros(surface, found)])
    found = with_declared_units(surface, found)
    found = with_neighbours(surface, found)
    return tuple(with_settled_separators(surface, found))


def _digit_quantities(surface: Surface) -> list[Quantity]:
    found: list[Quantity] = []
    match = surface.lex.digits.search(surface.folded)
    if match is None:
        return found
    excluded = excluded_spans(surface)
    pair: Pair | None = None
    while match:
        match = surface.lex.spaced.match(surface.folded, match.start()) or match
        position = match.end()
        if not inside(excluded, match.start()):
            fraction = fraction_at(surface, match.start(), excluded, pair)
            made = fraction.quantities if fraction else _single(surface, *match.span())
            found += made
            pair = pair_of(found, surface.folded) or pair
            position = max([fraction.end if fraction else position, *(q.number_end for q in made)])
        match = surface.lex.digits.search(surface.folded, position)
    return found


def _single(surface: Surface, start: int, end: int) -> list[Quantity]:
    quantity = amount_at(surface, start, end)
    if quantity is None:
        return []
    return out_of(surface, quantity) or [quantity]


def _first_of(quantities: Iterable[Quantity]) -> list[Quantity]:
    """The quantities in order of appearance; of overlapping ones the first and longest."""
    kept: list[Quantity] = []
    for quantity in sorted(quantities, key=lambda q: (q.start, -q.number_end, -q.end)):
        if not kept or quantity.start >= kept[-1].number_end:
            kept.append(quantity)
    return kept
