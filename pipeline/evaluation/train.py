"""Learns the weights of the evidence from annotated passages: `python -m pipeline.evaluation.train`.

A conditional log-linear model with an L2 penalty, fitted by L-BFGS: convex, so the same passages give the
same weights. Scipy is a development dependency; the model file is data, so nothing here is needed to run.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pipeline.evaluation.alignment import Aligned, align
from pipeline.extraction.company import Company
from pipeline.extraction.evidence import Evidence
from pipeline.extraction.model import WEIGHTS, probabilities
from pipeline.extraction.readings import NO_FIGURE, Decided, readings
from pipeline.sample import passages

CORPUS = Path(__file__).parent / "corpus"
"""Passages annotated for this project, a file a voice."""
FAMILY_SEED = 7
PENALTY = 0.7
"""L2 penalty per weight. From 0.5 to 1 the F1 on authors left out rose by half a point, and the share that
could be accepted at few errors fell."""
LEAST_COUNT = 5
"""A feature seen in fewer readings gets no weight. With 3 or 8 the F1 moved by 0.2 points."""
ITERATIONS = 200
"""Of the optimiser. With 120 or 400 the F1 on authors left out was the same."""
NEGLIGIBLE = 3e-5
"""Readings to which an earlier fit gives a smaller chance are left out: several times as fast."""
ROUGH = 6
"""One passage of so many is enough for the fit that leaves out what is hopeless."""
SMALLEST = 0.1
"""Smaller weights are left out in the end: half of the file, and no point of F1."""


@dataclass(frozen=True)
class Instance:
    """One quantity: the features of each reading, and which reading is right."""

    features: tuple[tuple[str, ...], ...]
    right: int


def instances(
    aligned: Aligned, weight_of: Mapping[str, float] | None = None, looks: int = 0
) -> list[Instance]:
    """The training instances of a passage; quantities that may be read either way are left out.

    Without `looks`, the quantities before are taken as annotated and those behind are not known; else both
    are what `weight_of` makes of them in so many looks: a model that only ever saw right histories trusts its
    own mistakes. With `weight_of`, readings of negligible chance are left out.
    """
    evidence = [Evidence(aligned.scope, index) for index in range(len(aligned.labels))]
    made: list[Instance] = []
    ahead: list[Decided] | None = None
    for _ in range(max(looks, 1)):
        found, ahead = _look(aligned, evidence, weight_of, ahead, annotated=not looks)
        made += found
    return made


def _look(
    aligned: Aligned,
    evidence: Sequence[Evidence],
    weight_of: Mapping[str, float] | None,
    ahead: Sequence[Decided] | None,
    *,
    annotated: bool,
) -> tuple[list[Instance], list[Decided]]:
    """The instances of one look at a passage, and what it made of every quantity."""
    decided: list[Decided] = []
    made = []
    for index, label in enumerate(aligned.labels):
        quantity = aligned.scope.quantities[index]
        options = readings(quantity)
        taken = label or NO_FIGURE
        if len(options) > 1:
            company = Company(aligned.scope, index, decided, ahead)
            features = [tuple(evidence[index].features(option, company)) for option in options]
            kept = list(range(len(options)))
            if weight_of is not None:
                chances = probabilities(features, weight_of)
                if not annotated:
                    taken = options[max(kept, key=chances.__getitem__)]
                kept = [i for i in kept if chances[i] > NEGLIGIBLE or options[i] == label]
            if label is not None and label in options:
                right = options.index(label)
                made.append(Instance(tuple(features[i] for i in kept), kept.index(right)))
        decided.append(Decided(index, quantity, taken))
    return made, decided


def learn(passages: Sequence[Aligned], penalty: float = PENALTY) -> dict[str, float]:
    """Feature name → weight, learned from aligned passages in two rounds. Deterministic.

    The first fits each half of the authors on annotated histories; the second adds, for every passage, what
    the half that never saw its author makes of it in two looks. A rough fit beforehand says which readings
    need no weighing.
    """
    rough = fit([i for p in passages[::ROUGH] for i in instances(p)], penalty)
    plain = {id(passage): instances(passage, rough) for passage in passages}
    authors = sorted({author_of(passage) for passage in passages})
    halves = [set(authors[::2]), set(authors[1::2])]
    fitted = [
        fit([i for p in passages if author_of(p) in half for i in plain[id(p)]], penalty) for half in halves
    ]
    rolled = [
        instance
        for passage in passages
        for instance in instances(passage, fitted[author_of(passage) in halves[0]], looks=2)
    ]
    return fit([*(i for p in passages for i in plain[id(p)]), *rolled], 3 * penalty)


def author_of(aligned: Aligned) -> str:
    """Who wrote a passage: its author, its wording family, or the pages that it was taken from."""
    return str(aligned.passage.get("author") or aligned.passage.get("family") or "pages")


def fit(examples: Sequence[Instance], penalty: float = PENALTY) -> dict[str, float]:
    """Feature name → weight, fitted on `examples`; weights below `SMALLEST` are left out."""
    counts = Counter(name for example in examples for names in example.features for name in set(names))
    index_of = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= LEAST_COUNT))}
    rows, columns = [], []
    group, right = [], []
    row = 0
    for number, example in enumerate(examples):
        for place, names in enumerate(example.features):
            for name in names:
                column = index_of.get(name)
                if column is not None:
                    rows.append(row)
                    columns.append(column)
            if place == example.right:
                right.append(row)
            group.append(number)
            row += 1
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(row, len(index_of)))
    turned = matrix.T.tocsr()
    groups = np.array(group)
    starts = np.r_[0, np.flatnonzero(np.diff(groups)) + 1]
    right_rows = np.array(right)
    observed = np.asarray(matrix[right_rows].sum(axis=0)).ravel()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        top = np.maximum.reduceat(scores, starts)
        powers = np.exp(scores - top[groups])
        sums = np.add.reduceat(powers, starts)
        value = float((np.log(sums) + top).sum() - scores[right_rows].sum())
        gradient = turned @ (powers / sums[groups]) - observed
        return value + penalty * float(weights @ weights), gradient + 2 * penalty * weights

    fitted = minimize(
        loss, np.zeros(len(index_of)), jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS}
    )
    return {
        name: round(float(fitted.x[i]), 4) for name, i in index_of.items() if abs(fitted.x[i]) >= SMALLEST
    }


def training_passages(extra: Iterable[Path] = (), without: Sequence[str] = ()) -> list[dict[str, Any]]:
    """What weights are learned from: our corpus, the seen wording families, and the files of `extra`.

    Passages of the authors in `without` are left out; held-out families never are in.
    """
    found = list(passages(seed=FAMILY_SEED, held_out=False, n=4))
    for path in (*sorted(CORPUS.glob("*.jsonl")), *extra):
        for line in path.read_text(encoding="utf-8").splitlines():
            passage = json.loads(line)
            if passage.get("author") not in without:
                found.append(passage)
    return found


def command_line(description: str | None, out: Path) -> argparse.Namespace:
    """The arguments that training and calibration share."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("extra", nargs="*", type=Path, help="further annotated passages (JSON lines)")
    parser.add_argument("--without", action="append", default=[], help="leave this author out (repeatable)")
    parser.add_argument("--out", type=Path, default=out)
    return parser.parse_args()


def main() -> None:
    """Fits on all training passages and writes `pipeline/extraction/weights.json`."""
    arguments = command_line(__doc__, WEIGHTS)
    chosen = training_passages(arguments.extra, arguments.without)
    weights = learn([align(passage) for passage in chosen])
    document = {"passages": len(chosen), "weights": weights}
    arguments.out.write_text(
        json.dumps(document, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8"
    )
    print(f"{len(chosen)} passages, {len(weights)} weights → {arguments.out}")


if __name__ == "__main__":
    main()
