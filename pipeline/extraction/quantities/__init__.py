"""The quantity grammar: every number of a text, what it counts, and what is no quantity."""

from pipeline.extraction.quantities.grammar import quantities
from pipeline.extraction.quantities.quantity import Quantity

__all__ = ["Quantity", "quantities"]
