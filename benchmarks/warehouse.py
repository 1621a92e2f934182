"""Times settling, staging, checking and publishing on a warehouse of a usual size, with made figures.

    python benchmarks/warehouse.py [months] [provinces] [figures a province]

Prints seconds by the clock (best and middle of five runs) and of processor time; nothing is kept. Timed
is the part of an unchanged rerun that the cache cannot spare.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pipeline.catalogue import Period, indicators, provinces_on
from pipeline.extraction.candidate import Candidate
from pipeline.home import Home
from pipeline.settling import Figure, Settled, settle
from pipeline.submissions.records import Submission
from pipeline.warehouse import check, connect, publish, read_partition, stage, write_partition


def made(period: str, n_provinces: int, n_figures: int) -> tuple[list[Candidate], list[Submission]]:
    day = Period.parse(period).last_day
    units = provinces_on(day)[:n_provinces]
    submissions = [
        Submission(f"{period}-{p.province_id}", period, 6, p.province_id, p.title, received_date=day)
        for p in units
    ]
    stated = [(i, role) for role in ("actual", "prior_year", "change_pct") for i in indicators().values()]
    candidates = [
        Candidate(
            indicator.code,
            role,  # type: ignore[arg-type]
            float(1000 + 7 * n + place),
            "percent" if role == "change_pct" else indicator.unit,
            "exact",
            f"câu thứ {place}",
            f"đoạn {place}",
            province_id=unit.province_id,
            confidence=0.9,
            status="accepted",
            sha256=unit.province_id.ljust(64, "0"),
        )
        for n, unit in enumerate(units)
        for place, (indicator, role) in enumerate(stated[:n_figures])
    ]
    return candidates, submissions


def write(folder: Path, settled: Settled, submissions: list[Submission]) -> None:
    write_partition(folder, "submissions", submissions)
    write_partition(folder, "candidates", settled.candidates)
    write_partition(folder, "figures", settled.figures)
    write_partition(folder, "to_review", settled.to_review)
    write_partition(folder, "figure_sources", settled.sources)
    write_partition(folder, "rule_results", settled.rule_results)
    write_partition(folder, "corrections", settled.corrections)


def main(months: int = 10, n_provinces: int = 63, n_figures: int = 25) -> None:
    times: dict[str, list[float]] = {}
    work: dict[str, list[float]] = {}

    def timed(name: str, run: Callable[[], object]) -> object:
        started, worked = time.perf_counter(), time.process_time()
        result = run()
        times.setdefault(name, []).append(time.perf_counter() - started)
        work.setdefault(name, []).append(time.process_time() - worked)
        return result

    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        periods = [f"{2014 + n // 2}-{(6, 12)[n % 2]:02d}" for n in range(months)]
        for period in periods:
            candidates, submissions = made(period, n_provinces, n_figures)
            settled = settle(candidates, submissions, [], period)
            write(home.partitions(period), settled, submissions)
        history = read_partition(home.partitions(periods[-3]), "figures", Figure)
        for _ in range(5):
            settled = timed(
                "settle", lambda: settle(candidates, submissions, [], period, date.max, history=history)
            )
            timed("write", lambda s=settled: write(home.work(period), s, submissions))
            staged = timed("stage", lambda: stage(home, period))
            timed("check", lambda s=staged: check(s))
            timed("publish", lambda s=staged: publish(home, s))
            timed("connect", lambda: connect(home).close())
        size = home.database.stat().st_size / 1e6
    print(f"{months} months × {n_provinces} provinces × {n_figures} figures; published file {size:.1f} MB")
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        print(f"{name:8} best {min(seconds):.3f} s  middle {middle:.3f} s  processor {min(work[name]):.3f} s")
    print(f"together best {sum(map(min, times.values())):.3f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
