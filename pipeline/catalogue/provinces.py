"""Provinces and centrally-run cities, from when to when, what became of them, and their regions.

The units and their history belong here; how texts write their names does not (see names.py). A province's key
is its `province_id`: seven GSO codes changed owner on 1 July 2025, so a code is no key without a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations

from pipeline.catalogue.entries import CatalogueError, Entry, read_csv

KINDS = {"tinh": "tỉnh", "thanh_pho": "thành phố"}
_COLUMNS = (
    *("province_id", "code", "name", "committee_name", "kind", "committee", "region"),
    *("valid_from", "valid_to", "aliases"),
)
COMMITTEES = {"tinh": "Tỉnh ủy", "thanh_pho": "Thành ủy"}


@dataclass(frozen=True)
class Province:
    """One unit as it existed from `valid_from` to `valid_to` (both included; None: open)."""

    province_id: str
    code: str
    """The General Statistics Office's two digits; an attribute, no key."""
    name: str
    kind: str
    """tinh | thanh_pho."""
    committee: str
    """Of the Party: "Tỉnh ủy" or "Thành ủy"."""
    committee_name: str
    """The name as it follows the committee: "Đồng Nai", "TP Hồ Chí Minh"."""
    region: str
    """One region that it belonged to; for a given day ask `region_of`."""
    valid_from: date | None
    valid_to: date | None
    aliases: tuple[str, ...]

    @property
    def title(self) -> str:
        """As the appendix names it: "Tỉnh ủy Đồng Nai", "Thành ủy TP Hồ Chí Minh"."""
        return f"{self.committee} {self.committee_name}"

    @property
    def bare_name(self) -> str:
        """The name without its kind: "Hồ Chí Minh", which is also what it is sorted by."""
        return self.name.removeprefix(f"{KINDS[self.kind].capitalize()} ")

    @property
    def full_name(self) -> str:
        """As it stands inside a sentence: "tỉnh Đồng Nai", "thành phố Hải Phòng"."""
        return f"{KINDS[self.kind]} {self.bare_name}"

    def exists_on(self, day: date) -> bool:
        """Whether the unit exists on that day."""
        return _covers(self.valid_from, self.valid_to, day)


@dataclass(frozen=True)
class Lineage:
    """On `date`, unit `from_id` passed into unit `to_id`."""

    from_id: str
    to_id: str
    date: date


@dataclass(frozen=True)
class Region:
    """A grouping of provinces, with its own validity: regions changed for provinces that did not."""

    name: str
    valid_from: date | None
    valid_to: date | None
    members: tuple[str, ...]


@cache
def provinces() -> tuple[Province, ...]:
    """Every unit of every map, in the order of the file (by code). Raises `CatalogueError`."""
    read = tuple(_province(row) for row in read_csv("provinces.csv", _COLUMNS))
    for what in ("province_id", "name", "code"):
        _refuse_overlaps(read, what)
    return read


@cache
def provinces_on(day: date) -> tuple[Province, ...]:
    """The units that exist on `day`: 63 until 2025-06-30, 34 from 2025-07-01."""
    return tuple(p for p in provinces() if p.exists_on(day))


def map_of(day: date) -> date:
    """The first day of the map in force on `day`: from then until the next such day the same units exist.

    `date.min` before the first change. Good as a key: what depends on a day's units is built once a map.
    """
    return max((start for start in _changes() if start <= day), default=date.min)


def province(province_id: str) -> Province:
    """The unit of that id. Raises `KeyError` that says what was asked."""
    try:
        return _by_id()[province_id]
    except KeyError:
        raise KeyError(f"no province {province_id!r} in catalogue/provinces.csv") from None


@cache
def lineage() -> tuple[Lineage, ...]:
    """What became of the units that ended. Raises `CatalogueError`."""
    known = _by_id()
    links = []
    for row in read_csv("lineage.csv", ("from_id", "to_id", "date")):
        old, new, day = row.choice("from_id", known), row.choice("to_id", known), row.day("date")
        if day is None or known[new].valid_from != day or known[old].valid_to != day - timedelta(days=1):
            raise row.error(
                "the date must be the successor's first day and the day after the predecessor's last"
            )
        links.append(Lineage(old, new, day))
    ended = {p.province_id for p in provinces() if p.valid_to}
    if {link.from_id for link in links} != ended or len(links) != len(ended):
        raise CatalogueError("lineage.csv", "", "each unit that ended needs exactly one successor")
    return tuple(links)


@cache
def predecessors(province_id: str, day_now: date, day_then: date) -> tuple[str, ...]:
    """The units of `day_then` (earlier) that make up `province_id` as it is on `day_now`.

    The unit itself when it existed then. Raises `KeyError` for an unknown id, `ValueError` when the unit does
    not exist on `day_now`.
    """
    unit = province(province_id)
    if not unit.exists_on(day_now):
        raise ValueError(f"{province_id} does not exist on {day_now}")
    if unit.exists_on(day_then):
        return (province_id,)
    parts = [link.from_id for link in lineage() if link.to_id == province_id and link.date > day_then]
    return tuple(early for part in parts for early in predecessors(part, _day_before(province_id), day_then))


@cache
def regions() -> tuple[Region, ...]:
    """Every region of every map, in printing order. Raises `CatalogueError`."""
    known = _by_id()
    read = []
    for row in read_csv("regions.csv", ("region", "valid_from", "valid_to", "members")):
        members = tuple(row.text("members").split(";"))
        if unknown := [m for m in members if m not in known]:
            raise row.error(f"unknown province {', '.join(unknown)}")
        read.append(Region(row.text("region"), row.day("valid_from"), row.day("valid_to"), members))
        row.done()
    for day in _turning_days([(r.valid_from, r.valid_to) for r in read] + _validities()):
        grouped = [m for r in read if _covers(r.valid_from, r.valid_to, day) for m in r.members]
        for unit in provinces_on(day):
            if grouped.count(unit.province_id) != 1:
                raise CatalogueError("regions.csv", unit.province_id, f"must have one region on {day}")
    for unit in provinces():
        if unit.region not in {r.name for r in read if unit.province_id in r.members}:
            raise CatalogueError(
                "provinces.csv", unit.province_id, "its region does not list it in regions.csv"
            )
    return tuple(read)


@cache
def regions_on(day: date) -> tuple[Region, ...]:
    """The regions in force on `day`, in printing order; members are restricted to the units of that day."""
    alive = {p.province_id for p in provinces_on(day)}
    return tuple(
        Region(r.name, r.valid_from, r.valid_to, tuple(m for m in r.members if m in alive))
        for r in regions()
        if _covers(r.valid_from, r.valid_to, day)
    )


def region_of(province_id: str, day: date) -> str:
    """The region of a unit on a day. Raises `KeyError` when it has none then."""
    for region in regions_on(day):
        if province_id in region.members:
            return region.name
    raise KeyError(f"province {province_id!r} has no region on {day} in catalogue/regions.csv")


@cache
def _changes() -> tuple[date, ...]:
    return tuple(_turning_days(_validities())[1:])


@cache
def _by_id() -> dict[str, Province]:
    return {p.province_id: p for p in provinces()}


def _province(row: Entry) -> Province:
    kind = row.choice("kind", KINDS)
    name = row.text("name")
    aliases = tuple(a.strip() for a in row.text("aliases", "").split(";") if a.strip())
    if len(set(aliases)) != len(aliases):
        raise row.error("an alias stands twice")
    read = Province(
        province_id=row.text("province_id"),
        code=row.text("code"),
        name=name,
        kind=kind,
        committee=row.choice("committee", [COMMITTEES[kind]]),
        committee_name=row.text("committee_name", "") or name,
        region=row.text("region"),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        aliases=aliases,
    )
    row.done()
    if read.valid_from and read.valid_to and read.valid_from > read.valid_to:
        raise row.error("ends before it begins")
    return read


def _refuse_overlaps(units: tuple[Province, ...], what: str) -> None:
    """An id stands once; a name and a code belong to one unit at a time."""
    for one, other in combinations(units, 2):
        first = max(one.valid_from or date.min, other.valid_from or date.min)
        last = min(one.valid_to or date.max, other.valid_to or date.max)
        same = getattr(one, what) == getattr(other, what)
        if same and (what == "province_id" or first <= last):
            problem = f"has the {what} of {one.province_id} at the same time"
            raise CatalogueError("provinces.csv", other.province_id, problem)


def _day_before(province_id: str) -> date:
    first = province(province_id).valid_from
    if first is None:
        raise ValueError(f"{province_id} has no first day, so nothing went before it")
    return first - timedelta(days=1)


def _validities() -> list[tuple[date | None, date | None]]:
    return [(p.valid_from, p.valid_to) for p in provinces()]


def _turning_days(validities: list[tuple[date | None, date | None]]) -> list[date]:
    """A day out of every stretch in which nothing changes."""
    starts = {v[0] for v in validities if v[0]} | {v[1] + timedelta(days=1) for v in validities if v[1]}
    return [min(starts) - timedelta(days=1), *sorted(starts)]


def _covers(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
