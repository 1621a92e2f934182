"""The weights of the evidence, and the choice between readings.

A conditional log-linear model: the probability of a reading is the softmax of the summed weights of its
features.
The weights are data (`weights.json`), made by `python -m pipeline.evaluation.train`; nothing is learned here.
What is seen together is a `Part`: the weights of its features are summed once, for all texts.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).parent / "weights.json"

Part = tuple[Any, ...]
"""A function that names features (`evidence_names`, `company_names`) and the values that it is given."""

BEFORE_NAMES = ("0", "actual", "planned", "prior_year", "change", "change_pct")
"""What stands before the name of a feature that speaks for a role: no figure, or the role."""
_MOST = 200_000
"""So many parts are remembered. Reports of 100 MB have fewer; the limit is for what nobody foresaw."""


@cache
def weights() -> dict[str, float]:
    """Feature name → weight."""
    loaded: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded["weights"]


@lru_cache(maxsize=_MOST)
def names_of(part: Part) -> tuple[str, ...]:
    """The names of the features of a part."""
    function, *values = part
    names: tuple[str, ...] = function(*values)
    return names


class _Sums(dict[Part, float]):
    """Part → the sum of its weights, worked out when it is first asked for."""

    def __init__(self, weight_of: Mapping[str, float]) -> None:
        super().__init__()
        self._weight_of = weight_of

    def __missing__(self, part: Part) -> float:
        if len(self) >= _MOST:
            self.clear()
        get = self._weight_of.get
        function, *values = part
        found = self[part] = sum(get(name, 0.0) for name in function(*values))
        return found


class _RoleSums(dict[Part, tuple[float, ...]]):
    """The same for parts whose names stand behind a role: a sum for each of `BEFORE_NAMES`."""

    def __init__(self, weight_of: Mapping[str, float]) -> None:
        super().__init__()
        self._weight_of = weight_of

    def __missing__(self, part: Part) -> tuple[float, ...]:
        if len(self) >= _MOST:
            self.clear()
        get = self._weight_of.get
        function, *values = part
        names = function(*values)
        found = self[part] = tuple(sum(get(lead + name, 0.0) for name in names) for lead in BEFORE_NAMES)
        return found


class Table:
    """The weights in the ways in which they are asked for."""

    def __init__(self, weight_of: Mapping[str, float]) -> None:
        self.weight_of = weight_of
        self.sums = _Sums(weight_of)
        self.role_sums = _RoleSums(weight_of)
        self.near = _by_lead(weight_of)
        """Name behind "role|" → its weight for each of `BEFORE_NAMES`; only names that have one."""


def _by_lead(weight_of: Mapping[str, float]) -> dict[str, tuple[float, ...]]:
    place_of = {lead: place for place, lead in enumerate(BEFORE_NAMES)}
    found: dict[str, list[float]] = {}
    for name, weight in weight_of.items():
        lead, mark, rest = name.partition("|")
        if mark and lead in place_of:
            found.setdefault(rest, [0.0] * len(BEFORE_NAMES))[place_of[lead]] = weight
    return {name: tuple(row) for name, row in found.items()}


_tables: list[Table] = []
"""The table that was used last: one set of weights reads many texts."""


def table_of(weight_of: Mapping[str, float]) -> Table:
    """The table of `weight_of`, which must not be changed afterwards."""
    if not _tables or _tables[0].weight_of is not weight_of:
        _tables[:] = [Table(weight_of)]
    return _tables[0]


def probabilities(features: Sequence[Sequence[str]], weight_of: Mapping[str, float]) -> list[float]:
    """The probability of each reading from its features; sums to 1."""
    get = weight_of.get
    return softmax([sum(get(name, 0.0) for name in names) for names in features])


def softmax(scores: Sequence[float]) -> list[float]:
    """The probability of each reading from its score; sums to 1."""
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
