"""Small homes with made partitions, so that every number of a test can be followed by eye."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipeline.catalogue import Period, indicators, province
from pipeline.extraction.candidate import Candidate
from pipeline.home import Home
from pipeline.settling import Figure, FigureSource, Key, figure_id
from pipeline.submissions.records import Submission
from pipeline.warehouse import note_inputs, publish, stage, write_partition

Values = Mapping[tuple[str, ...], float]
"""(province, indicator[, role[, months]]) → value; role is actual and months 6 unless said."""


def submission_of(period: str, province_id: str, **more: object) -> Submission:
    last = Period.parse(period).last_day
    fields: dict[str, object] = {
        "issuer": province(province_id).title,
        "document_number": "12-BC/TU",
        "sent_date": date(last.year, last.month, 20),
        "received_date": date(last.year, last.month, 22),
        "months": 6,
        **more,
    }
    name = str(fields.pop("submission_id", f"{period}-{province_id}"))
    return Submission(name, period=period, province_id=province_id, **fields)  # type: ignore[arg-type]


def figure_of(period: str, place: tuple[str, ...], value: float | None, **more: object) -> Figure:
    province_id, indicator = place[:2]
    role = place[2] if len(place) > 2 else "actual"
    months = int(place[3]) if len(place) > 3 else 6
    key = Key(period, months, province_id, indicator, role)
    unit = "percent" if role == "change_pct" else indicators()[indicator].unit
    name = province(province_id).name
    fields: dict[str, object] = {"qualifier": "exact", "status": "accepted", "confidence": 0.9, **more}
    return Figure(figure_id(key), *key[:3], name, *key[3:], value, unit, **fields)  # type: ignore[arg-type]


def write_month(
    home: Home,
    period: str,
    values: Values,
    submitters: Iterable[Submission | str] | None = None,
    review: Values | None = None,
    folder: Path | None = None,
) -> Path:
    """Writes one month's partitions; who states something has submitted, unless `submitters` says who."""
    folder = folder or home.work(period)
    stating = dict.fromkeys(place[0] for place in (*values, *(review or {})))
    who = stating if submitters is None else submitters
    sent = [s if isinstance(s, Submission) else submission_of(period, s) for s in who]
    figures = [figure_of(period, place, value) for place, value in values.items()]
    doubt = {"status": "review", "reason": "?"}
    waiting = [figure_of(period, place, v, **doubt) for place, v in (review or {}).items()]
    candidates = [
        Candidate(
            f.indicator,
            f.role,  # type: ignore[arg-type]
            f.value or 0.0,
            f.unit,
            "exact",
            f"câu nêu {f.value}",
            "đoạn 1",
            period=period,
            months=f.months,
            province_id=f.province_id,
            sha256=f.province_id.ljust(64, "0"),
            candidate_id=f"c{f.figure_id}",
            figure_id=f.figure_id,
        )
        for f in (*figures, *waiting)
    ]
    write_partition(folder, "submissions", sent)
    write_partition(folder, "figures", figures)
    write_partition(folder, "to_review", waiting)
    write_partition(folder, "candidates", candidates)
    sources = [FigureSource(c.figure_id, c.candidate_id, c.sha256, c.place, c.quote) for c in candidates]
    write_partition(folder, "figure_sources", sources)
    for table in ("files", "rule_results", "corrections", "findings"):
        write_partition(folder, table, ())
    note_inputs(folder, folder)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture(scope="session")
def month() -> Callable[..., Path]:
    return write_month


@pytest.fixture(scope="session")
def submission() -> Callable[..., Submission]:
    return submission_of


@pytest.fixture(scope="session")
def figure() -> Callable[..., Figure]:
    return figure_of


@pytest.fixture
def publish_month(home: Home) -> Callable[..., None]:
    """Writes, stages and publishes one month."""

    def run(period: str, values: Values, *given: object, **more: object) -> None:
        write_month(home, period, values, *given, **more)  # type: ignore[arg-type]
        publish(home, stage(home, period))

    return run


def rows_of(home: Home, period: str, sql: str) -> list[dict[str, object]]:
    with duckdb.connect(str(stage(home, period).path), read_only=True) as connection:
        found = connection.execute(sql)
        names = [d[0] for d in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@pytest.fixture(scope="session")
def rows() -> Callable[[Home, str, str], list[dict[str, object]]]:
    """Stages a period of a home and gives the rows of a query on it."""
    return rows_of


@pytest.fixture
def staged_rows(home: Home) -> Callable[[str, str], list[dict[str, object]]]:
    """The same for the test's own home."""
    return lambda period, sql: rows_of(home, period, sql)
