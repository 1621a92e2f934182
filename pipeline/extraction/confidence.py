"""From the model's probability to a confidence and a status: accepted, or a question for the analyst."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

from pipeline.extraction.candidate import Status
from pipeline.extraction.frames import Frame

CALIBRATION = Path(__file__).parent / "calibration.json"


@cache
def calibration() -> dict[str, float]:
    """The intercept, the slopes and the threshold, fitted across authors by `python -m
    pipeline.evaluation.calibrate`."""
    loaded: dict[str, float] = json.loads(CALIBRATION.read_text(encoding="utf-8"))
    return loaded


def confidence(frame: Frame) -> float:
    """The chance that the reading is right, 0–1: a logistic curve over the log-odds of the model."""
    curve = calibration()
    return 1 / (1 + math.exp(-(curve["intercept"] + curve["slope"] * log_odds(frame.probability))))


def log_odds(probability: float) -> float:
    """ln(p / (1 − p)), held within ±12."""
    bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))


def status_of(value: float) -> Status:
    """accepted when the confidence reaches the threshold."""
    return "accepted" if value >= calibration()["threshold"] else "review"
