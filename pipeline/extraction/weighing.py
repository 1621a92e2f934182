"""How much the evidence weighs for each reading of one quantity.

The sum over the features of a reading, as `Evidence.features` names them, without naming them one by one:
what readings share (a topic, an aspect, a role, a company) is summed once. No features and no weights here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from operator import add

from pipeline.catalogue.cues import FrameEntry
from pipeline.extraction.company import Company
from pipeline.extraction.company_before import Before
from pipeline.extraction.company_behind import Behind
from pipeline.extraction.company_ties import Tied, of_role
from pipeline.extraction.evidence import Evidence
from pipeline.extraction.model import BEFORE_NAMES, Part, Table
from pipeline.extraction.quantities.quantity import Form, Kind, Quantity
from pipeline.extraction.readings import Reading, entry_of, readings

Columns = tuple[float, ...]
"""A sum for each of `BEFORE_NAMES`."""


class Weighing:
    """The scores of the readings (`options`) of one quantity: no figure first, then indicators with roles."""

    def __init__(self, evidence: Evidence, table: Table) -> None:
        self.evidence, self.table = evidence, table
        quantity = evidence.quantity
        self._plan = _plan(quantity.kind, quantity.noun, quantity.form)
        self.options, self._entries = self._plan.options, self._plan.entries
        self._fixed = self._of_evidence()
        self.before: Before | None = None
        """Those before on the last look."""
        self._with_before: list[float] = []

    def scores(self, company: Company) -> list[float]:
        """The score of each option in this company."""
        if company.before is not self.before:
            self.before = company.before
            self._with_before = list(map(add, self._fixed, self._of_before(company.before)))
        scores = self._with_before
        for others in (company.behind, company.tied):
            if others:
                scores = list(map(add, scores, self._of_others(others, _ZERO)))
        return scores

    def _of_evidence(self) -> list[float]:
        """What does not depend on the readings of other numbers."""
        evidence = self.evidence
        near = filter(None, map(self.table.near.get, evidence.near))
        ties = map(self.table.role_sums.__getitem__, of_role(evidence.scope, evidence.index))
        roles = _columns((*near, *ties))
        get = self.table.weight_of.get
        found = [roles[0] + sum([get(name, 0.0) for name in evidence.nothing])]
        plan, named = self._plan, evidence.topics
        unnamed = next((topic for topic in plan.topics if topic not in named), None)
        cues = dict.fromkeys(
            plan.topics, 0.0 if unnamed is None else self._sum(evidence.of_topic_cues(unnamed))
        )
        cues |= {topic: self._sum(evidence.of_topic_cues(topic)) for topic in plan.topics if topic in named}
        topics = {topic: cues[topic] + self._sum(evidence.of_topic(topic)) for topic in plan.topics}
        aspects = [self._sum(evidence.of_aspect(entry)) for entry in plan.aspects]
        nouns = [self._sum(evidence.of_nouns(entry)) for entry in plan.nouns]
        for (entry, options), aspect, noun in zip(plan.entries, plan.aspect_of, plan.noun_of, strict=True):
            own = self._sum(evidence.of_indicator(entry))
            whole = topics[entry.topic] + aspects[aspect] + nouns[noun] + own
            joint = self.table.role_sums[evidence.joint(entry)]
            found += [whole + roles[place] + joint[place] for place, _ in options]
        return found

    def _of_before(self, before: Before) -> list[float]:
        evidence = self.evidence
        found = self._of_others(before, self._columns(before.of_role()))
        found[0] += self.table.sums[evidence.nothing_after(before)]
        number = 1
        for entry, options in self._entries:
            after = self._sum(evidence.after(entry, before))
            met = entry.indicator in before.met
            for _, reading in options:
                found[number] += after + (self._sum(before.of_reading(reading)) if met else 0.0)
                number += 1
        return found

    def _of_others(self, others: Before | Behind | Tied, roles: Columns) -> list[float]:
        """What other numbers say of each option; `roles`: what they say of a role whatever the indicator."""
        kind = self.evidence.kind[0]
        found = [roles[0] + self._sum(others.of_nothing())]
        shared: dict[tuple[str, ...], tuple[float, Columns]] = {}
        for entry, options in self._entries:
            sign = others.sign(entry)
            if sign not in shared:
                parts = others.of_roles(entry)
                columns = _columns((roles, *map(self.table.role_sums.__getitem__, parts))) if parts else roles
                shared[sign] = self._sum(others.of_indicator(entry, kind)), columns
            whole, columns = shared[sign]
            found += [whole + columns[place] for place, _ in options]
        return found

    def _sum(self, parts: Iterable[Part]) -> float:
        return sum(map(self.table.sums.__getitem__, parts))

    def _columns(self, parts: Iterable[Part]) -> Columns:
        return _columns(map(self.table.role_sums.__getitem__, parts))


@dataclass(frozen=True)
class _Plan:
    """The readings of a quantity, and which of them share what speaks for them."""

    options: tuple[Reading, ...]
    entries: tuple[tuple[FrameEntry, tuple[tuple[int, Reading], ...]], ...]
    """The entry of each indicator with its readings, and where their roles stand in `BEFORE_NAMES`."""
    topics: tuple[str, ...]
    aspects: tuple[FrameEntry, ...]
    """One entry of all that share `Evidence.of_aspect`, and for each of `entries` which one that is."""
    aspect_of: tuple[int, ...]
    nouns: tuple[FrameEntry, ...]
    """The same for `Evidence.of_nouns`."""
    noun_of: tuple[int, ...]


def is_open(quantity: Quantity) -> bool:
    """Whether a quantity can be read as a figure at all."""
    return len(_plan(quantity.kind, quantity.noun, quantity.form).options) > 1


@cache
def _plan(kind: Kind, noun: str, form: Form) -> _Plan:
    """The plan of a quantity, whose readings depend on no more than this."""
    options = readings(Quantity(0, 0, 0, 0.0, kind, noun=noun, form=form))
    found: dict[str, list[tuple[int, Reading]]] = {}
    for reading in options[1:]:
        found.setdefault(reading.indicator, []).append((BEFORE_NAMES.index(reading.role), reading))
    entries = [entry_of()[indicator] for indicator in found]
    aspects = {(e.aspect or e.topic, bool(e.aspect), e.money): e for e in entries}
    nouns = {(e.nouns, e.money): e for e in entries}
    return _Plan(
        options=options,
        entries=tuple((entry_of()[indicator], tuple(each)) for indicator, each in found.items()),
        topics=tuple({entry.topic: 0 for entry in entries}),
        aspects=tuple(aspects.values()),
        aspect_of=tuple(list(aspects).index((e.aspect or e.topic, bool(e.aspect), e.money)) for e in entries),
        nouns=tuple(nouns.values()),
        noun_of=tuple(list(nouns).index((e.nouns, e.money)) for e in entries),
    )


def _columns(rows: Iterable[Columns]) -> Columns:
    """The sums of the columns."""
    return tuple(map(sum, zip(*rows, strict=True))) or _ZERO


_ZERO: Columns = (0.0,) * len(BEFORE_NAMES)
