"""Writes a sample home: an inbox of made-up reports, and the truth about them.

For trying the pipeline out and for measuring it; nothing in here is read by the steps that find figures,
and nothing here knows how they find them. Every page says that it is sample data.
"""

from pipeline.sample.families import Family, FamilyError, held_out, load_families
from pipeline.sample.marker import MixedHomeError, assert_unmixed, is_sample_home
from pipeline.sample.passages import passages
from pipeline.sample.writing import SampleSummary, write_sample

__all__ = [
    "Family",
    "FamilyError",
    "MixedHomeError",
    "SampleSummary",
    "assert_unmixed",
    "held_out",
    "is_sample_home",
    "load_families",
    "passages",
    "write_sample",
]
