"""Writes the sample home: every month of the scenario, its register, the truth file, the marker."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pipeline.catalogue import exchange_rate
from pipeline.home import Home

from .cases import arrivals
from .families import load_families
from .figures import World
from .marker import make_room, mark
from .register_writer import Line, write_register
from .scenario import Month, months
from .sending import Desk, Sent
from .truth import truth_file, truth_of_month

ARRIVAL_HOUR = 2
"""Files arrive at 9 o'clock Vietnam time, which is 2 o'clock UTC."""


@dataclass(frozen=True)
class SampleSummary:
    """What was written."""

    root: Path
    files: int
    periods: tuple[str, ...]
    truth: Path


def write_sample(target: Path, seed: int = 2026, only: tuple[str, ...] = ()) -> SampleSummary:
    """Writes the sample home into `target`, the same bytes for the same seed.

    `only` limits it to some periods. Raises `MixedHomeError` when `target` holds real reports.
    """
    home = Home(Path(target).resolve())
    make_room(home)
    world = World(seed)
    paths: list[Path] = []
    truths = []
    for month in months():
        if only and month.period not in only:
            continue
        arrived = _month_arrivals(month, world)
        paths += _write_month(home, month, arrived, world)
        truths.append(truth_of_month(month, arrived, world))
    mark(home, paths, seed)
    truth = home.root / "truth.json"
    truth.write_text(
        json.dumps(truth_file(seed, truths), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return SampleSummary(home.root, len(paths), tuple(entry["period"] for entry in truths), truth)


def _month_arrivals(month: Month, world: World) -> list[Sent]:
    rate = exchange_rate("USD", month.span.year)
    if rate is None:
        raise ValueError(f"the catalogue has no rate of the US dollar for {month.span.year}")
    desk = Desk(month, world, load_families(), rate.vnd_per_unit)
    arrived = [sent for province_id in month.senders for sent in arrivals(desk, province_id)]
    for case in month.cases:
        if case.kind == "unknown_sender":
            arrived.append(_unknown_sender(month, case.author, case.subject))
    return arrived


def _unknown_sender(month: Month, author: str, subject: str) -> Sent:
    line = Line(
        author=author,
        number="18-BC/TU",
        sent=month.deadline - timedelta(days=6),
        received=month.deadline - timedelta(days=3),
        subject=subject,
        attachments=(),
    )
    return Sent("", (), line, counts=False, case="unknown_sender")


def _write_month(home: Home, month: Month, arrived: list[Sent], world: World) -> list[Path]:
    folder = home.inbox(month.period)
    paths = []
    for file in (file for sent in arrived for file in sent.files):
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
        _set_arrival(path, file.arrived)
        paths.append(path)
    if month.register != "none":
        lines = [sent.line for sent in arrived if sent.line]
        path = folder / f"register.{month.register}"
        path.write_bytes(
            write_register(lines, month.register, month.span, world.lot("register", month.period))
        )
        _set_arrival(path, max(line.received for line in lines))
        paths.append(path)
    return paths


def _set_arrival(path: Path, day: date) -> None:
    """Sets the file's time: without a register it is what tells when a report was received."""
    moment = datetime(day.year, day.month, day.day, ARRIVAL_HOUR, tzinfo=UTC).timestamp()
    os.utime(path, (moment, moment))
