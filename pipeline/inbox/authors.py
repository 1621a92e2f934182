"""Tells which province an author in the register is, and hints at the closest names when it is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from rapidfuzz import fuzz, process

from pipeline import catalogue
from pipeline.catalogue.spelling import fold, unaccent

_HINTS = 3
_LEAST_ALIKE = 60.0
"""Below this share of rapidfuzz's WRatio a name is no help to the analyst."""


def last_day(period: str) -> date:
    """The last day of a period's month. Raises `ValueError` when `period` is no YYYY-MM."""
    return catalogue.Period.parse(period).last_day


def author_resolver(period: str) -> Callable[[str], tuple[str, str]]:
    """A function from an author ("Tỉnh ủy Hưng Yên") to (province_id, "") or ("", hint)."""
    day = last_day(period)
    names = {unaccent(fold(p.name)): p.name for p in catalogue.provinces_on(day)}

    def resolve(author: str) -> tuple[str, str]:
        known = catalogue.resolve_province(author, day)
        if known is not None:
            return known.province_id, ""
        close = process.extract(
            unaccent(fold(author)), names.keys(), scorer=fuzz.WRatio, limit=_HINTS, score_cutoff=_LEAST_ALIKE
        )
        hint = f" (gần giống: {', '.join(names[key] for key, _, _ in close)})" if close else ""
        return "", hint

    return resolve
