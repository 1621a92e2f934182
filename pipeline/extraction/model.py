"""The weights of the evidence, and the choice between readings.

A conditional log-linear model: the probability of a reading is the softmax of the summed weights of its
features.
The weights are data (`weights.json`), made by `python -m pipeline.evaluation.train`; nothing is learned here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights.json"


@cache
def weights() -> dict[str, float]:
    """Feature name → weight."""
    loaded: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded["weights"]


def probabilities(features: Sequence[Sequence[str]], weight_of: Mapping[str, float]) -> list[float]:
    """The probability of each reading from its features; sums to 1."""
    get = weight_of.get
    scores = [sum(get(name, 0.0) for name in names) for names in features]
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
