"""Fits the confidence curve and the threshold across authors: `python -m pipeline.evaluation.calibrate
PASSAGES.jsonl…`.

Weights learned from one half of the authors read the other half, and the other way round, the whole way from
text to candidates; what they were right about makes the curve. So the confidence says how the extraction does
on an office that nobody has seen.
"""

from __future__ import annotations

import json
import multiprocessing
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from pipeline.evaluation.alignment import Aligned, align
from pipeline.evaluation.found import figures_of
from pipeline.evaluation.matching import match
from pipeline.evaluation.train import author_of, command_line, learn, training_passages
from pipeline.extraction import confidence, model
from pipeline.extraction.confidence import CALIBRATION, log_odds

SILENT_ERRORS = 0.015
"""The share of wrong figures among the accepted that the threshold allows on unseen authors."""
UNBOUNDED = {"intercept": 0.0, "slope": 1.0, "threshold": 0.0}
"""The model's own probability as confidence; accepted is whatever nothing else holds back."""


@dataclass(frozen=True)
class Judged:
    """One figure that was found by weights that never saw its author."""

    probability: float
    right: bool
    free: bool
    """Whether nothing but its confidence would hold it back from being accepted."""


def judged(aligned: Sequence[Aligned]) -> list[Judged]:
    """Every figure found in `aligned`, each half of the authors read by weights of the other half.

    What may be read either way is left out.
    """
    authors = sorted({author_of(passage) for passage in aligned})
    halves = [set(authors[::2]), set(authors[1::2])]
    tasks = [
        (
            [p for p in aligned if author_of(p) not in half],
            [p.passage for p in aligned if author_of(p) in half],
        )
        for half in halves
    ]
    with multiprocessing.Pool(len(tasks)) as pool:
        return [one for found in pool.map(_judged_half, tasks) for one in found]


def _judged_half(task: tuple[list[Aligned], list[dict[str, Any]]]) -> list[Judged]:
    seen, unseen = task
    with under_test(learn(seen)):
        return [one for passage in unseen for one in _judged_passage(passage)]


@contextmanager
def under_test(weight_of: Mapping[str, float]) -> Iterator[None]:
    """Lets the extraction use these weights, with no threshold, for as long as the block runs."""
    with tempfile.TemporaryDirectory() as folder:
        files = {model: Path(folder) / "weights.json", confidence: Path(folder) / "calibration.json"}
        files[model].write_text(json.dumps({"weights": dict(weight_of)}), encoding="utf-8")
        files[confidence].write_text(json.dumps(UNBOUNDED), encoding="utf-8")
        kept = model.WEIGHTS, confidence.CALIBRATION
        model.WEIGHTS, confidence.CALIBRATION = files[model], files[confidence]
        _forget()
        try:
            yield
        finally:
            model.WEIGHTS, confidence.CALIBRATION = kept
            _forget()


def _forget() -> None:
    model.weights.cache_clear()
    confidence.calibration.cache_clear()


def _judged_passage(passage: dict[str, Any]) -> list[Judged]:
    return [
        Judged(o.figure["confidence"], o.kind == "right", o.figure["status"] == "accepted")
        for o in match(passage, figures_of(passage))
        if o.kind in ("right", "wrong")
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
    chosen = training_passages(arguments.extra, arguments.without)
    found = judged([align(passage) for passage in chosen])
    intercept, slope = fit_curve([(one.probability, one.right) for one in found])

    def confidence_of(one: Judged) -> float:
        return 1 / (1 + float(np.exp(-(intercept + slope * log_odds(one.probability)))))

    curve = [(confidence_of(one), one.right) for one in found if one.free]
    document = {"intercept": intercept, "slope": slope, "threshold": threshold(curve)}
    document = {"passages": len(chosen), **{name: round(value, 4) for name, value in document.items()}}
    arguments.out.write_text(json.dumps(document) + "\n", encoding="utf-8")
    right = sum(one.right for one in found)
    print(f"{len(found)} figures of unseen authors, {right / len(found):.1%} right")
    print(f"threshold {document['threshold']} of {len(curve)} that nothing else holds back")
    print("silent errors  threshold  accepted of the right ones")
    for allowed in (0.005, 0.007, 0.01, 0.015, 0.02, 0.03, 0.04):
        limit = threshold(curve, allowed)
        accepted = sum(r for value, r in curve if value >= limit)
        print(f"{allowed:13.1%}  {limit:9.4f}  {accepted / right:.1%}")


if __name__ == "__main__":
    main()
