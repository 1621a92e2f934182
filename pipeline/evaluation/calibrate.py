"""Fits the confidence curve and the threshold across authors: `python -m pipeline.evaluation.calibrate
PASSAGES.jsonl…`.

Weights learned from one half of the authors read the other half, and the other way round; what they were
right about
makes the curve. So the confidence says how the extraction does on an office that nobody has seen.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize

from pipeline.evaluation.alignment import Aligned, align
from pipeline.evaluation.train import author_of, command_line, learn, training_passages
from pipeline.extraction.confidence import CALIBRATION, log_odds
from pipeline.extraction.frames import read_quantities

SILENT_ERRORS = 0.03
"""The share of wrong figures among the accepted that the threshold allows on unseen authors."""


def judged(aligned: Sequence[Aligned]) -> list[tuple[float, bool]]:
    """(probability, whether it was right) of every figure found, each read by weights that never saw its
    author."""
    authors = sorted({author_of(passage) for passage in aligned})
    halves = [set(authors[::2]), set(authors[1::2])]
    found: list[tuple[float, bool]] = []
    for half in halves:
        weight_of = learn([p for p in aligned if author_of(p) not in half])
        for passage in aligned:
            if author_of(passage) in half:
                found += _judged_passage(passage, weight_of)
    return found


def _judged_passage(passage: Aligned, weight_of: dict[str, float]) -> list[tuple[float, bool]]:
    read = read_quantities(passage.scope, weight_of)
    return [
        (best.probability, best.reading == label)
        for best, label, either in zip(read, passage.labels, passage.open, strict=True)
        if best.reading.indicator and best.reading not in either
    ]


def fit_curve(found: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Intercept and slope of the logistic curve from the model's log-odds to the chance of being right."""
    odds = np.array([log_odds(p) for p, _ in found])
    sign = np.array([1.0 if right else -1.0 for _, right in found])

    def loss(line: np.ndarray) -> float:
        return float(np.logaddexp(0, -sign * (line[0] + line[1] * odds)).sum())

    intercept, slope = minimize(loss, np.array([0.0, 1.0]), method="Nelder-Mead").x
    return float(intercept), float(slope)


def threshold(confidences: Sequence[tuple[float, bool]], allowed: float = SILENT_ERRORS) -> float:
    """The lowest confidence from which on at most the share `allowed` is wrong; 1.0 when there is none."""
    lowest, wrong = 1.0, 0
    for number, (value, right) in enumerate(sorted(confidences, reverse=True), start=1):
        wrong += not right
        if wrong <= allowed * number and number >= 100:
            lowest = value
    return lowest


def main() -> None:
    """Fits on the passages given and writes `pipeline/extraction/calibration.json`."""
    arguments = command_line(__doc__, CALIBRATION)
    found = judged([align(p) for p in training_passages(arguments.extra, arguments.without)])
    intercept, slope = fit_curve(found)
    curve = [(1 / (1 + float(np.exp(-(intercept + slope * log_odds(p))))), right) for p, right in found]
    document = {"intercept": intercept, "slope": slope, "threshold": threshold(curve)}
    document = {name: round(value, 4) for name, value in document.items()}
    arguments.out.write_text(json.dumps(document) + "\n", encoding="utf-8")
    right = sum(r for _, r in curve)
    share = right / len(curve)
    print(f"{len(curve)} figures of unseen authors, {share:.1%} right; threshold {document['threshold']}")
    print("silent errors  threshold  accepted of the right ones")
    for allowed in (0.01, 0.02, 0.03, 0.04, 0.05):
        limit = threshold(curve, allowed)
        accepted = sum(r for value, r in curve if value >= limit)
        print(f"{allowed:13.0%}  {limit:9.4f}  {accepted / right:.1%}")


if __name__ == "__main__":
    main()
