"""Writes a sample home: an inbox of made-up reports, and the truth about them.

For trying the pipeline out and for measuring it; nothing in here is read by the steps that find figures,
and nothing here knows how they find them. Every page says that it is sample data.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline.sample.marker import MixedHomeError, assert_may_join, assert_unmixed, is_sample_home

if TYPE_CHECKING:
    from pipeline.sample.families import Family, FamilyError, held_out, load_families
    from pipeline.sample.family_passages import passages
    from pipeline.sample.writing import SampleSummary, write_sample

_ON_DEMAND = {
    "Family": "families",
    "FamilyError": "families",
    "held_out": "families",
    "load_families": "families",
    "passages": "family_passages",
    "SampleSummary": "writing",
    "write_sample": "writing",
}
"""Where the writers lie. Every run asks whether a home is a sample, and few write one: docx, openpyxl and
numpy wait until they are needed."""

__all__ = [
    "Family",
    "FamilyError",
    "MixedHomeError",
    "SampleSummary",
    "assert_may_join",
    "assert_unmixed",
    "held_out",
    "is_sample_home",
    "load_families",
    "passages",
    "write_sample",
]


def __getattr__(name: str) -> Any:
    if name not in _ON_DEMAND:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ON_DEMAND[name]}"), name)
