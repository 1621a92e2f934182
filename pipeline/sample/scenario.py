"""The scenario of the sample (`scenario.yaml`): which months, provinces, cases; and who sends when.

The plan belongs here; writing the papers belongs to `writing`, the special cases to `cases`.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.catalogue import expected

from .dates import Span
from .figures import World
from .offices import Office
from .place_words import Place, places

CASE_KINDS = (
    "replaced",
    "amended",
    "disagreeing",
    "duplicate",
    "plan",
    "article",
    "other_year",
    "truncated",
    "locked",
    "empty",
    "wrong_extension",
    "never_came",
    "header_cut",
    "late",
    "received_before_sent",
    "inner_contradiction",
    "contradictory_base",
    "nfd",
    "fallback_font",
    "utf16",
    "tracked",
    "unknown_sender",
)


class ScenarioError(ValueError):
    """The scenario file is wrong; the message names the period and the entry."""


@dataclass(frozen=True)
class Case:
    """One thing that goes wrong on purpose."""

    kind: str
    province: str = ""
    format: str = ""
    wrong: tuple[str, ...] = ()
    sent: date | None = None
    received: date | None = None
    author: str = ""
    subject: str = ""


@dataclass(frozen=True)
class Month:
    """One folder of the sample inbox."""

    period: str
    months: int
    register: str
    """xlsx | csv | none."""
    request: str
    addressee: str
    senders: tuple[str, ...]
    cases: tuple[Case, ...] = field(default=())

    @property
    def span(self) -> Span:
        """The reported time."""
        return Span.of(self.period, self.months)

    @property
    def deadline(self) -> date:
        """The catalogue's deadline, else the 25th of the month (Nghị định 09/2019/NĐ-CP, Điều 13)."""
        known = expected(self.period)
        return (known.deadline if known else None) or date(self.span.year, self.span.end, 25)

    def case_of(self, province_id: str, *kinds: str) -> Case | None:
        """The province's case of one of the kinds (of any, when none is given)."""
        found = (c for c in self.cases if c.province == province_id and (not kinds or c.kind in kinds))
        return next(found, None)


@dataclass(frozen=True)
class Dispatch:
    """When and by whom a province's report is sent, and in which format."""

    office: Office
    count: int
    """The running number of the paper."""
    sent: date
    received: date
    format: str

    @property
    def place(self) -> Place:
        """The province."""
        return self.office.place

    @property
    def number(self) -> str:
        """The document number."""
        return self.office.number(self.count)


@cache
def _raw() -> dict[str, Any]:
    return yaml.safe_load(Path(__file__).with_name("scenario.yaml").read_text(encoding="utf-8"))


@cache
def months() -> tuple[Month, ...]:
    """The months of the scenario, checked. Raises `ScenarioError`."""
    return tuple(_month(raw) for raw in _raw()["periods"])


def _month(raw: dict[str, Any]) -> Month:
    period = raw["period"]
    existing = places(Span.of(period, raw["months"]).last_day)
    named = [*raw.get("only", []), *raw.get("missing", [])]
    cases = tuple(Case(**{**entry, "wrong": tuple(entry.get("wrong", ()))}) for entry in raw.get("cases", []))
    for name in (*named, *(case.province for case in cases if case.province)):
        if name not in existing:
            raise ScenarioError(f"{period}: {name} does not exist then")
    if unknown := {case.kind for case in cases} - set(CASE_KINDS):
        raise ScenarioError(f"{period}: unknown cases {sorted(unknown)}")
    senders = raw.get("only") or [name for name in existing if name not in raw["missing"]]
    return Month(
        period=period,
        months=raw["months"],
        register=raw["register"],
        request=raw["request"],
        addressee=raw["addressee"],
        senders=tuple(senders),
        cases=cases,
    )


def dispatch(month: Month, province_id: str, world: World) -> Dispatch:
    """Who of the province sends, when, and how: drawn by seed, overruled by the province's cases."""
    place = places(month.span.last_day)[province_id]
    form_lot = world.lot("form", place.name)
    form = _weighted(form_lot, _office_shares(month.period))
    lot = world.lot("dispatch", province_id, month.period)
    earlier = int(abs(lot.gauss(0, 6))) % (13 if month.months > 1 else 5)
    sent = _workday(month.deadline - timedelta(days=4 + earlier))
    if lot.random() < 0.1 and not month.case_of(province_id):
        sent = _workday(month.deadline + timedelta(days=lot.randint(1, 9)))
    received = _workday(sent + timedelta(days=lot.choice((1, 1, 2, 2, 3, 4, 6))))
    case = month.case_of(province_id)
    if case and case.sent and case.received:
        sent, received = case.sent, case.received
    kind = case.format if case and case.format else _weighted(lot, _raw()["formats"])
    count = lot.randint(40, 290) if form == "party" else lot.randint(60, 480)
    return Dispatch(Office(form, place), count, sent, received, kind)


def _office_shares(period: str) -> dict[str, float]:
    for rule in _raw()["offices"]:
        if rule.get("since", "") <= period <= rule.get("until", "9999"):
            return {key: share for key, share in rule.items() if key not in ("since", "until")}
    raise ScenarioError(f"no offices for {period}")


def _weighted(lot: random.Random, shares: dict[str, float]) -> str:
    return lot.choices(list(shares), weights=list(shares.values()))[0]


def _workday(day: date) -> date:
    """The day itself, or the Monday after a week-end."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
