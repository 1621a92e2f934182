"""How much the evidence weighs for each reading of one quantity.

The sum over the features of a reading, as `Evidence.features` names them, without naming them one by one:
what readings share (a topic, an aspect, a role, a company) is summed once. No features and no weights here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

from pipeline.catalogue.cues import FrameEntry
from pipeline.extraction.company import Company
from pipeline.extraction.evidence import Evidence
from pipeline.extraction.model import BEFORE_NAMES, Part, Table
from pipeline.extraction.readings import Reading, entry_of

Columns = tuple[float, ...]
"""A sum for each of `BEFORE_NAMES`."""


class Weighing:
    """The scores of the `options` of one quantity: no figure first, then indicators with their roles."""

    def __init__(self, evidence: Evidence, options: Sequence[Reading], table: Table) -> None:
        self.evidence, self.options, self.table = evidence, options, table
        self.entries = _with_roles(tuple(options))
        near = _columns(filter(None, map(table.near.get, evidence.near)))
        get = table.weight_of.get
        self._nothing = near[0] + sum(get(name, 0.0) for name in evidence.nothing)
        topics: dict[str, float] = {}
        aspects: dict[tuple[str, str, bool], float] = {}
        self._fixed: list[tuple[float, Columns]] = []
        for entry, _ in self.entries:
            aspect = (entry.topic, entry.aspect, entry.money)
            if entry.topic not in topics:
                topics[entry.topic] = self._sum(evidence.of_topic(entry.topic))
            if aspect not in aspects:
                aspects[aspect] = self._sum(evidence.of_aspect(entry))
            fixed = topics[entry.topic] + aspects[aspect] + self._sum(evidence.of_indicator(entry))
            self._fixed.append((fixed, _columns((near, table.role_sums[evidence.joint(entry)]))))

    def scores(self, company: Company) -> list[float]:
        """The score of each option in this company."""
        evidence, kind = self.evidence, self.evidence.kind[0]
        of_role = self._columns(company.of_role())
        said = self._sum([*company.of_nothing(), evidence.nothing_after(company)])
        found = [self._nothing + of_role[0] + said]
        shared: dict[tuple[str, ...], tuple[float, Columns]] = {}
        for (entry, options), (fixed, by_role) in zip(self.entries, self._fixed, strict=True):
            sign = company.sign(entry)
            if sign not in shared:
                columns = self._columns(company.of_roles(entry))
                shared[sign] = (
                    self._sum(company.of_indicator(entry, kind)),
                    _columns((columns, of_role)),
                )
            others, other_roles = shared[sign]
            whole = fixed + others + self._sum(evidence.after(entry, company))
            for place, reading in options:
                alone = self._sum(company.of_reading(reading)) if sign[0] else 0.0
                found.append(whole + by_role[place] + other_roles[place] + alone)
        return found

    def _sum(self, parts: Iterable[Part]) -> float:
        return sum(map(self.table.sums.__getitem__, parts))

    def _columns(self, parts: Iterable[Part]) -> Columns:
        return _columns(map(self.table.role_sums.__getitem__, parts))


@cache
def _with_roles(options: tuple[Reading, ...]) -> list[tuple[FrameEntry, list[tuple[int, Reading]]]]:
    """The entry of each indicator with its readings, and where their roles stand in `BEFORE_NAMES`."""
    found: dict[str, list[tuple[int, Reading]]] = {}
    for reading in options[1:]:
        found.setdefault(reading.indicator, []).append((BEFORE_NAMES.index(reading.role), reading))
    return [(entry_of()[indicator], readings) for indicator, readings in found.items()]


def _columns(rows: Iterable[Columns]) -> Columns:
    """The sums of the columns."""
    return tuple(map(sum, zip(*chain((_ZERO,), rows), strict=True)))


_ZERO: Columns = (0.0,) * len(BEFORE_NAMES)
