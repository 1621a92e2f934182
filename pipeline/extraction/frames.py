"""Fills the frames of a text: every quantity gets its likeliest reading.

From left to right, because ellipsis looks back: "tăng 41 đoàn ra, 16 đoàn vào". What the evidence is worth is
in `model`, what it is in `evidence`; whose a number is, and of what time, in `owners` and `times`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.extraction.candidate import Context
from pipeline.extraction.company import Company
from pipeline.extraction.evidence import Evidence
from pipeline.extraction.model import softmax, table_of, weights
from pipeline.extraction.quantities import Quantity, quantities
from pipeline.extraction.readings import NO_FIGURE, Decided, Reading
from pipeline.extraction.scopes import Scope, scope_of
from pipeline.extraction.values import value_in_role
from pipeline.extraction.weighing import Weighing, is_open


@dataclass(frozen=True)
class Frame:
    """One quantity of a text, read."""

    quantity: Quantity
    reading: Reading
    probability: float
    runner_up: Reading
    runner_up_probability: float
    value: float
    """In the role: a change carries its sign, a share is a percentage."""


@dataclass(frozen=True)
class Read:
    """The likeliest reading of a quantity and the next one, with their probabilities."""

    reading: Reading
    probability: float
    runner_up: Reading
    runner_up_probability: float


_WORTH_ASKING = 0.2
"""The chance from which on a stated nothing goes to the analyst."""
_ONLY_NOTHING = Read(NO_FIGURE, 1.0, NO_FIGURE, 0.0)
"""What is read where nothing else can be."""


def frames(text: str, context: Context) -> tuple[Scope, list[Frame]]:
    """The frames of `text` (NFC), one for every quantity, in order, and the scope they were read in."""
    scope = scope_of(text, quantities(text), context)
    reads = map(_rather_asked, scope.quantities, read_quantities(scope, weights()))
    found = [
        Frame(
            quantity=scope.quantities[index],
            reading=read.reading,
            probability=read.probability,
            runner_up=read.runner_up,
            runner_up_probability=read.runner_up_probability,
            value=value_in_role(scope, index, read.reading),
        )
        for index, read in enumerate(reads)
    ]
    return scope, found


def _rather_asked(quantity: Quantity, read: Read) -> Read:
    """A stated nothing ("không có dự án ODA") that may well be a figure is asked about, not dropped."""
    if quantity.form != "zero" or read.reading.indicator or read.runner_up_probability < _WORTH_ASKING:
        return read
    return Read(read.runner_up, read.runner_up_probability, read.reading, read.probability)


def read_quantities(scope: Scope, weight_of: Mapping[str, float]) -> list[Read]:
    """The readings of all quantities of a scope, each given what the others were read as.

    A first look goes from left to right and knows only what stands before; a second one knows also what the
    first made of the numbers behind: "từ 20 lên 44 đoàn ra".
    """
    table = table_of(weight_of)
    weighings = [
        Weighing(Evidence(scope, index), table) if is_open(quantity) else None
        for index, quantity in enumerate(scope.quantities)
    ]
    first = _look(scope, weighings, None)
    ahead = [Decided(i, scope.quantities[i], read.reading) for i, read in enumerate(first)]
    return _look(scope, weighings, ahead)


def _look(scope: Scope, weighings: Sequence[Weighing | None], ahead: Sequence[Decided] | None) -> list[Read]:
    decided: list[Decided] = []
    found = []
    as_before = ahead is not None  # Whether all before were read as on the first look.
    for index, (quantity, weighing) in enumerate(zip(scope.quantities, weighings, strict=True)):
        read = _ONLY_NOTHING
        if weighing is not None:
            before = weighing.before if as_before else None
            read = _two_best(weighing, Company(scope, index, decided, ahead, before))
        decided.append(Decided(index, quantity, read.reading))
        as_before = as_before and ahead is not None and read.reading == ahead[index].reading
        found.append(read)
    return found


def _two_best(weighing: Weighing, company: Company) -> Read:
    chances = softmax(weighing.scores(company))
    order = sorted(range(len(chances)), key=lambda i: -chances[i])
    first, second = order[0], order[1]
    options = weighing.options
    return Read(options[first], chances[first], options[second], chances[second])
