"""The made-up world: what happened in every province in every month, so that all figures hang together.

The world is made of events (a delegation, a grant, a project) drawn by seed, province and year; every
figure is counted from them, so that parts sum to totals, the year so far is never below the month, and a
merged province is the sum of its predecessors. How a figure is worded belongs to `wording`.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.catalogue import lineage

from .dates import Span

FIRST_YEAR = 2021
"""Stocks are what stood before this year, and what was added since."""

PLAN_STEP = 100_000
"""Plans of money are round: upwards to this many USD."""

_LARGER = (1, 2, 4, 9)


@cache
def _plan() -> dict[str, Any]:
    return yaml.safe_load(Path(__file__).with_name("world.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Event:
    """One thing that happened: `month` is 0 for what was carried over from the year before."""

    month: int
    size: int = 0
    """People, or USD."""
    second: int = 0
    """USD disbursed of a grant."""
    second_month: int = 0
    tag: int = 0
    """Which partner, organisation or country of a list of made-up names."""
    budget: bool = False
    """Paid from the state budget."""


class World:
    """All provinces' figures for a seed. Values are whole numbers in the indicator's unit."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._counted: dict[tuple[str, str, Span], int] = {}
        self._told: dict[tuple[str, str, str, Span], int] = {}
        self._events: dict[tuple[str, int, str], tuple[Event, ...]] = {}
        self._parents: dict[str, list[str]] = {}
        for link in lineage():
            self._parents.setdefault(link.to_id, []).append(link.from_id)
        self._sizes = {name: size for size, names in _plan()["sizes"].items() for name in names}

    def lot(self, *key: object) -> random.Random:
        """Random numbers that depend on the seed and the key alone."""
        return random.Random(f"{self.seed}:" + ":".join(str(part) for part in key))

    def told_otherwise(self, changes: dict[tuple[str, str, str, Span], int]) -> World:
        """The same world as a wrong paper tells it: (role, province_id, indicator, span) -> value."""
        other = copy(self)
        other._told = {**self._told, **changes}
        return other

    def size(self, province_id: str) -> int:
        """1 small … 4 metropolitan; of a merged province its largest part."""
        roots = self.roots(province_id)
        if roots != (province_id,):
            return max(self.size(root) for root in roots)
        return self._sizes.get(province_id) or self.lot("size", province_id).choice((1, 1, 2))

    def roots(self, province_id: str) -> tuple[str, ...]:
        """The provinces of the oldest map out of which this one is made."""
        parents = self._parents.get(province_id)
        if not parents:
            return (province_id,)
        return tuple(root for parent in sorted(parents) for root in self.roots(parent))

    def events(self, province_id: str, year: int, kind: str) -> tuple[Event, ...]:
        """The events of a kind (a key of world.yaml) in a province's year, by month."""
        found = [event for root in self.roots(province_id) for event in self._root_events(root, year, kind)]
        return tuple(sorted(found, key=lambda event: event.month))

    def within(self, province_id: str, span: Span, kind: str) -> list[Event]:
        """Those of the events that fall into the span."""
        return [e for e in self.events(province_id, span.year, kind) if span.covers(span.year, e.month)]

    def running_grants(self, province_id: str, span: Span) -> list[Event]:
        """Foreign-NGO projects that run in the span: the carried ones and the new ones so far."""
        carried = self.events(province_id, span.year, "ngo_carried")
        new = [e for e in self.events(province_id, span.year, "ngo_new") if e.month <= span.end]
        return [*carried, *new]

    def actual(self, province_id: str, indicator: str, span: Span) -> int:
        """The value of an indicator for a span; of a stock, at its end. KeyError for an unknown indicator."""
        if (told := self._told.get(("actual", province_id, indicator, span))) is not None:
            return told
        key = (province_id, indicator, span)
        if key not in self._counted:
            self._counted[key] = _COUNTED[indicator](self, province_id, span)
        return self._counted[key]

    def prior(self, province_id: str, indicator: str, span: Span) -> int:
        """The value that the report gives for the year before: nearly always what was reported then."""
        if (told := self._told.get(("prior_year", province_id, indicator, span))) is not None:
            return told
        value = self.actual(province_id, indicator, span.previous)
        lot = self.lot("restated", province_id, indicator, span)
        if indicator not in _plan()["restated"] or lot.random() >= _plan()["restated_chance"] or value < 4:
            return value
        return max(1, value + max(1, round(value * lot.uniform(0.02, 0.07))))

    def planned(self, province_id: str, indicator: str, span: Span) -> int:
        """The approved plan of the year: near what the whole year brings, never below what is done."""
        year = Span(span.year, 12, 12)
        lot = self.lot("planned", province_id, indicator, span.year)
        wish = round(self.actual(province_id, indicator, year) * lot.uniform(1.0, 1.3))
        if wish >= PLAN_STEP:
            wish = -(-wish // PLAN_STEP) * PLAN_STEP
        return max(wish, self.actual(province_id, indicator, span.year_to_date))

    def monthly(self, province_id: str, indicator: str, span: Span) -> int:
        """A flow of money that every month brings."""
        rule = _plan()["monthly"][indicator]
        total = 0
        for root in self.roots(province_id):
            level = _tail(self.lot(indicator, root), rule["low"], rule["high"]) * self._larger(root, rule)
            for month in range(span.end - span.months + 1, span.end + 1):
                swing = self.lot(indicator, root, span.year, month).uniform(0.7, 1.4)
                total += _stepped(level * swing * 1.06 ** (span.year - 2022), rule["step"])
        return total

    def stock(
        self, province_id: str, indicator: str, span: Span, kinds: tuple[str, ...], *, amount: bool
    ) -> int:
        """A stock at the span's end: the base, and every event of these kinds since."""
        rule = _plan()["stocks"][indicator]
        total = 0
        for root in self.roots(province_id):
            level = _tail(self.lot(indicator, root), rule["low"], rule["high"]) * self._larger(root, rule)
            total += _stepped(level, rule.get("step", 1))
            added = (
                event
                for year in range(FIRST_YEAR, span.year + 1)
                for kind in kinds
                for event in self._root_events(root, year, kind)
                if year < span.year or event.month <= span.end
            )
            total += sum(event.size if amount else 1 for event in added)
        if amount:
            return _stepped(total, rule["step"])
        return total

    def _root_events(self, root: str, year: int, kind: str) -> tuple[Event, ...]:
        key = (root, year, kind)
        if key not in self._events:
            self._events[key] = self._drawn_events(root, year, kind)
        return self._events[key]

    def _drawn_events(self, root: str, year: int, kind: str) -> tuple[Event, ...]:
        rule = _plan()["events"][kind]
        level = self.lot(kind, root).uniform(rule["low"], rule["high"]) * self._larger(root, rule)
        trend = self.lot(kind, root, "trend").uniform(0.88, 1.12) * rule["growth"]
        lot = self.lot(kind, root, year)
        number = round(level * trend ** (year - 2022) * lot.uniform(0.72, 1.28))
        return tuple(self._event(lot, kind) for _ in range(number))

    def _event(self, lot: random.Random, kind: str) -> Event:
        amounts = _plan()["amounts"]
        month, tag = lot.randint(1, 12), lot.randrange(1000)
        if kind.startswith("delegation"):
            people = amounts["delegation_members"]
            budget = lot.random() < (0.6 if "provincial" in kind else 0.18)
            return Event(month, lot.randint(people["low"], people["high"]), tag=tag, budget=budget)
        if kind.startswith("ngo"):
            committed = _drawn(lot, amounts["ngo_committed"])
            paid = round(committed * lot.uniform(0.1, 0.9))
            if kind == "ngo_carried":
                return Event(min(month, 6), committed, paid, lot.randint(1, 12), lot.randrange(60))
            return Event(month, committed, paid, lot.randint(month, 12), lot.randrange(60))
        if kind in amounts:
            return Event(month, _drawn(lot, amounts[kind]), tag=tag)
        return Event(month, tag=tag)

    def _larger(self, root: str, rule: dict[str, Any]) -> float:
        return float((rule.get("larger") or _LARGER)[self.size(root) - 1])


def _tail(lot: random.Random, low: float, high: float) -> float:
    return low * (high / low) ** lot.random()


def _stepped(value: float, step: int) -> int:
    return round(value / step) * step


def _drawn(lot: random.Random, rule: dict[str, int]) -> int:
    return max(rule["step"], _stepped(_tail(lot, rule["low"], rule["high"]), rule["step"]))


_Counted = Callable[[World, str, Span], int]


def _count(*kinds: str) -> _Counted:
    return lambda world, p, span: sum(len(world.within(p, span, kind)) for kind in kinds)


def _sum(*kinds: str) -> _Counted:
    return lambda world, p, span: sum(e.size for kind in kinds for e in world.within(p, span, kind))


def _paid(world: World, p: str, span: Span) -> int:
    grants = (*world.events(p, span.year, "ngo_carried"), *world.events(p, span.year, "ngo_new"))
    return sum(e.second for e in grants if span.covers(span.year, e.second_month))


def _budget(world: World, p: str, span: Span) -> int:
    kinds = ("delegation_out_provincial", "delegation_out_other")
    return sum(e.budget for kind in kinds for e in world.within(p, span, kind))


def _stock(indicator: str, *kinds: str, amount: bool = False) -> _Counted:
    return lambda world, p, span: world.stock(p, indicator, span, kinds, amount=amount)


def _monthly(indicator: str) -> _Counted:
    return lambda world, p, span: world.monthly(p, indicator, span)


_OUT = ("delegation_out_provincial", "delegation_out_other")
_IN = ("delegation_in_provincial", "delegation_in_other")
_COUNTED: dict[str, _Counted] = {
    "delegations_out": _count(*_OUT),
    "delegations_out_provincial": _count("delegation_out_provincial"),
    "delegations_out_state_budget": _budget,
    "delegation_members_out": _sum(*_OUT),
    "delegations_in": _count(*_IN),
    "delegations_in_provincial": _count("delegation_in_provincial"),
    "delegation_members_in": _sum(*_IN),
    "ngo_organizations": lambda world, p, span: len({e.tag for e in world.running_grants(p, span)}),
    "ngo_projects": lambda world, p, span: len(world.running_grants(p, span)),
    "ngo_projects_new": _count("ngo_new"),
    "ngo_aid_committed": _sum("ngo_carried", "ngo_new"),
    "ngo_aid_disbursed": _paid,
    "fdi_projects_new": _count("fdi_new"),
    "fdi_capital_new": _sum("fdi_new"),
    "fdi_projects_expanded": _count("fdi_expanded"),
    "fdi_capital_expanded": _sum("fdi_expanded"),
    "fdi_capital_contributed": _sum("fdi_contributed"),
    "fdi_capital_registered": _sum("fdi_new", "fdi_expanded", "fdi_contributed"),
    "fdi_capital_disbursed": _monthly("fdi_capital_disbursed"),
    "fdi_projects_active": _stock("fdi_projects_active", "fdi_new"),
    "fdi_capital_active": _stock("fdi_capital_active", "fdi_new", "fdi_expanded", amount=True),
    "oda_projects": _count("oda"),
    "oda_capital": _sum("oda"),
    "agreements_signed": _count("agreement"),
    "agreements_in_force": _stock("agreements_in_force", "agreement"),
    "international_conferences": _count("conference"),
    "foreign_press_delegations": _count("press"),
    "diaspora_projects": _stock("diaspora_projects", "diaspora"),
    "diaspora_capital": _stock("diaspora_capital", "diaspora", amount=True),
    "remittances": _monthly("remittances"),
}
