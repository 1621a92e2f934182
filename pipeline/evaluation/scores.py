"""Scores of the extraction: what is counted, and the ratios that follow.

How it is printed is in `tables`; what counts as right, wrong or missed is in `matching`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pipeline.catalogue import indicators
from pipeline.evaluation import tables
from pipeline.evaluation.matching import Outcome

BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0001)
"""Edges of the bands of confidence: narrow where the threshold lies."""


@dataclass(frozen=True)
class Tally:
    """Counts over some outcomes, and the ratios that follow."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    open: int = 0
    accepted_right: int = 0
    accepted_wrong: int = 0
    """Silent errors: accepted, and matching nothing."""

    @property
    def precision(self) -> float:
        """Right among found (open ones count neither way); 1.0 when nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Right among annotated; 1.0 when nothing is annotated."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def silent_errors(self) -> float:
        """The share of accepted figures that match nothing; 0.0 when none was accepted."""
        accepted = self.accepted_right + self.accepted_wrong
        return self.accepted_wrong / accepted if accepted else 0.0

    @property
    def accepted_precision(self) -> float:
        """The share of accepted figures that are right; 1.0 when none was accepted."""
        return 1.0 - self.silent_errors

    @property
    def accepted(self) -> float:
        """The share of right figures that were accepted."""
        return self.accepted_right / self.right if self.right else 0.0

    def as_dict(self) -> dict[str, float]:
        """Counts and ratios as plain data."""
        return {
            "gold": self.right + self.missed,
            "found": self.right + self.wrong,
            "open": self.open,
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "accepted_count": self.accepted_right + self.accepted_wrong,
            "accepted_precision": self.accepted_precision,
            "silent_errors": self.silent_errors,
            "silent_error_count": self.accepted_wrong,
            "accepted": self.accepted,
        }


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Counts the outcomes."""
    counts = dict.fromkeys(("right", "wrong", "missed", "open"), 0)
    accepted = dict.fromkeys(("right", "wrong"), 0)
    for outcome in outcomes:
        counts[outcome.kind] += 1
        if outcome.kind in accepted and outcome.figure.get("status") == "accepted":
            accepted[outcome.kind] += 1
    return Tally(**counts, accepted_right=accepted["right"], accepted_wrong=accepted["wrong"])


@dataclass(frozen=True)
class Band:
    """The values of one band of confidence: how sure the extraction was, and how often it was right."""

    low: float
    high: float
    found: int
    confidence: float
    """The mean confidence of the values found in it."""
    right: float
    """The share of them that was right."""


def reliability(outcomes: Iterable[Outcome]) -> tuple[Band, ...]:
    """The bands that have values, from the least sure; open outcomes are left out."""
    judged = [
        (float(o.figure.get("confidence") or 0.0), o.kind == "right")
        for o in outcomes
        if o.kind in ("right", "wrong")
    ]
    bands = []
    for low, high in pairwise(BINS):
        inside = [(certainty, right) for certainty, right in judged if low <= certainty < high]
        if inside:
            n = len(inside)
            mean = sum(certainty for certainty, _ in inside) / n
            bands.append(Band(low, min(high, 1.0), n, mean, sum(right for _, right in inside) / n))
    return tuple(bands)


@dataclass(frozen=True)
class Negatives:
    """The passages in which nothing is annotated: whatever is found there is wrong."""

    passages: int = 0
    wrong: int = 0
    accepted_wrong: int = 0

    @property
    def accepted_per_hundred(self) -> float:
        """Wrong accepted figures per hundred such passages; 0.0 when there are none."""
        return 100 * self.accepted_wrong / self.passages if self.passages else 0.0


@dataclass(frozen=True)
class Scores:
    """The whole evaluation: overall, and by each way of grouping."""

    overall: Tally
    groups: Mapping[str, Mapping[str, Tally]] = field(default_factory=dict)
    """"indicator", "topic", "role", "author" … → group → counts."""
    reliability: tuple[Band, ...] = ()
    passages: int = 0
    negatives: Negatives = Negatives()

    @property
    def calibration_error(self) -> float:
        """How far confidence and share right lie apart on average, by the values found; 0 is perfect."""
        found = sum(band.found for band in self.reliability)
        apart = sum(band.found * abs(band.confidence - band.right) for band in self.reliability)
        return apart / found if found else 0.0

    def as_dict(self) -> dict[str, Any]:
        """All ratios as plain data."""
        return {
            "passages": self.passages,
            "overall": self.overall.as_dict(),
            "groups": {g: {k: t.as_dict() for k, t in kinds.items()} for g, kinds in self.groups.items()},
            "reliability": [
                {"from": b.low, "to": b.high, "found": b.found, "confidence": b.confidence, "right": b.right}
                for b in self.reliability
            ],
            "calibration_error": self.calibration_error,
            "negatives": {
                "passages": self.negatives.passages,
                "wrong": self.negatives.wrong,
                "accepted_wrong": self.negatives.accepted_wrong,
                "accepted_wrong_per_hundred": self.negatives.accepted_per_hundred,
            },
        }

    def render(self) -> str:
        """The tables as text for a terminal."""
        return tables.whole(self)


def topic_of(indicator: str) -> str:
    """The catalogue's topic of an indicator."""
    return indicators()[indicator].topic
