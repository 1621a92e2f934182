"""Staging, checking, swapping: whole files, no lost month, readers undisturbed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import replace

import duckdb
import pytest

from pipeline.home import Home
from pipeline.settling import Figure, FigureSource
from pipeline.warehouse import (
    TABLES,
    IncompleteMonth,
    LockTimeout,
    NoWarehouse,
    PublishBlocked,
    blocking_failures,
    check,
    connect,
    discard,
    is_published,
    publish,
    publishing,
    read_partition,
    stage,
    staging,
    write_partition,
)
from pipeline.warehouse.checks import CHECKS
from pipeline.warehouse.lock import exclusive
from pipeline.warehouse.staging import lock_path, source_folders

OUT = "delegations_out"
TOTAL = (
    f"SELECT period, total FROM national_totals WHERE indicator = '{OUT}' AND total IS NOT NULL ORDER BY 1"
)


def totals(home: Home) -> dict[str, float]:
    with connect(home) as connection:
        return dict(connection.execute(TOTAL).fetchall())


def leftovers(home: Home) -> list[str]:
    return [p.name for p in home.data.iterdir() if p.name.startswith(".") and p.name != ".lock"]


def test_months_come_together(home, month, publish_month):
    with pytest.raises(NoWarehouse, match="doingoai run"):
        connect(home)
    publish_month("2022-06", {("dong_nai", OUT): 40})
    assert totals(home) == {"2022-06": 40}
    publish_month("2023-06", {("dong_nai", OUT): 44})
    assert totals(home) == {"2022-06": 40, "2023-06": 44}
    assert not home.work("2023-06").exists()
    assert read_partition(home.partitions("2023-06"), "figures", Figure)[0].value == 44
    assert not leftovers(home)


def test_a_correction_of_last_year_reaches_this_year(home, publish_month):
    publish_month("2022-06", {("dong_nai", OUT): 40})
    publish_month("2023-06", {("dong_nai", OUT): 44})
    publish_month("2022-06", {("dong_nai", OUT): 22})
    with connect(home) as connection:
        sql = "SELECT change_pct FROM national_totals WHERE period = '2023-06' AND indicator = ?"
        assert connection.execute(sql, [OUT]).fetchone() == (100.0,)


def test_other_tools_can_open_it(home, publish_month):
    publish_month("2023-06", {("dong_nai", OUT): 44})
    with duckdb.connect(str(home.database), read_only=True) as connection:
        tags = connection.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchone()
        assert "v1.0.0" in str(tags)
        assert connection.execute("SELECT count(*) FROM duckdb_views() WHERE NOT internal").fetchone() == (0,)
        comments = connection.execute("SELECT comment FROM duckdb_tables()").fetchall()
        assert all(comment for (comment,) in comments)


def test_readers_never_disturb_a_run_and_see_what_they_ask_for(home, publish_month):
    publish_month("2023-06", {("dong_nai", OUT): 44})
    plain = duckdb.connect(str(home.database), read_only=True)
    ours = connect(home)
    publish_month("2023-06", {("dong_nai", OUT): 45})
    newer = connect(home, period="2023-06")
    assert plain.execute(TOTAL).fetchall() == ours.execute(TOTAL).fetchall() == [("2023-06", 44)]
    assert newer.execute(TOTAL).fetchall() == newer.cursor().execute(TOTAL).fetchall() == [("2023-06", 45)]
    assert newer.execute("SELECT getvariable('period')").fetchone() == ("2023-06",)
    opened = f"duckdb.connect({str(home.database)!r}, read_only=True)"
    script = f"import duckdb; print({opened}.sql({TOTAL!r}).fetchall())"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[('2023-06', 45.0)]"
    publish_month("2023-06", {("dong_nai", OUT): 46})
    assert totals(home) == {"2023-06": 46}
    with pytest.raises(duckdb.Error, match="read-only"):
        newer.execute("DELETE FROM figures")
    newer.execute("CREATE TEMP TABLE mine AS FROM figures")
    for connection in (plain, ours, newer):
        connection.close()
    assert not leftovers(home)


@pytest.mark.parametrize("forbidden", ["os.link", "tempfile.mkdtemp"])
def test_a_reader_who_may_not_write_beside_the_warehouse(home, publish_month, monkeypatch, forbidden):
    publish_month("2023-06", {("dong_nai", OUT): 44})
    real = tempfile.mkdtemp

    def refuse(*given, **more):
        if forbidden == "os.link" or more.get("dir"):
            raise PermissionError(forbidden)
        return real(*given, **more)

    monkeypatch.setattr(forbidden, refuse)
    assert totals(home) == {"2023-06": 44}
    assert not leftovers(home)


# what is wrong with the month's tables, and the checks that say so
BROKEN = [
    ("figures", lambda f: [f, f], {"figures_unique", "totals_recomputed", "year_on_year_unique"}),
    ("figures", lambda f: [replace(f, unit="VND")], {"money_is_usd"}),
    ("figures", lambda f: [replace(f, value=None)], {"figures_have_values"}),
    ("figures", lambda f: [replace(f, value=float("inf"))], {"figures_have_values"}),
    ("figures", lambda f: [replace(f, province_id="dong_nai_2025")], {"figures_of_existing_provinces"}),
    ("figures", lambda f: [replace(f, indicator="songs_sung")], {"figures_of_known_indicators"}),
    ("figures", lambda f: [replace(f, province_id="ha_noi")], {"figures_of_submitters"}),
    (
        "figures",
        lambda f: [replace(f, figure_id="x")],
        {"figures_lead_to_a_source", "sources_lead_to_figures"},
    ),
    *(
        ("figures", lambda f, more=more: [replace(f, figure_id="x", **more)], {"figures_lead_to_a_source"})
        for more in ({"derived": "a + b"}, {"derived": "quy đổi 23.790 VND/USD"}, {"status": "confirmed"})
    ),
    ("to_review", lambda f: [replace(f, status="review")], {"figures_and_review_apart"}),
]


@pytest.mark.parametrize(("table", "spoil", "names"), BROKEN)
def test_a_broken_month_is_not_published(home, month, publish_month, table, spoil, names):
    publish_month("2022-06", {("dong_nai", OUT): 40})
    folder = month(home, "2023-06", {("dong_nai", OUT): 44, ("dong_nai", "ngo_aid_committed"): 5.0})
    figure = next(f for f in read_partition(folder, "figures", Figure) if f.indicator == "ngo_aid_committed")
    write_partition(folder, table, spoil(figure))
    try:
        staged = stage(home, "2023-06")
    except duckdb.Error:
        assert "inf" in repr(spoil(figure))  # a value that is no number cannot even be summed
        staged = None
    if staged is not None:
        failed = blocking_failures(check(staged))
        assert names & {r.name for r in failed}
        assert all("{" not in r.message_vi and r.rows for r in failed)
        with pytest.raises(PublishBlocked):
            publish(home, staged)
    assert totals(home) == {"2022-06": 40}
    assert home.work("2023-06").exists()
    assert not leftovers(home)


# of four reports, each with a figure: how many come again, how many of them with a figure, what is said
LOST = [
    (4, 1, set()),
    (3, 3, {"submissions_fewer"}),
    (2, 2, {"submissions_fewer"}),
    (1, 1, {"submissions_vanish"}),
    (0, 0, {"submissions_vanish"}),
    (4, 0, {"submissions_vanish"}),
]


@pytest.mark.parametrize(("sent", "stating", "said"), LOST)
def test_a_month_that_loses_its_reports_is_not_published(home, month, publish_month, sent, stating, said):
    provinces = ["dong_nai", "ha_noi", "hai_phong", "an_giang"]
    publish_month("2023-06", {(p, OUT): 10 for p in provinces})
    month(home, "2023-06", {(p, OUT): 11 for p in provinces[:stating]}, provinces[:sent])
    staged = stage(home, "2023-06")
    found = [r for r in check(staged) if not r.passed and r.name.startswith("submissions_")]
    assert {r.name for r in found} == said
    if "submissions_vanish" not in said:
        publish(home, staged)
        return
    with pytest.raises(PublishBlocked, match=r"có 4 báo cáo.*replace_on_purpose"):
        publish(home, staged)
    assert totals(home) == {"2023-06": 40}
    (home.partitions("2023-06") / "replace_on_purpose").touch()
    publish(home, stage(home, "2023-06"))
    assert totals(home) == ({"2023-06": 11} if stating else {})
    assert not (home.partitions("2023-06") / "replace_on_purpose").exists()


def test_a_source_must_lead_to_a_candidate(home, month):
    folder = month(home, "2023-06", {("dong_nai", OUT): 44})
    (source,) = read_partition(folder, "figure_sources", FigureSource)
    write_partition(folder, "figure_sources", [replace(source, candidate_id="nobody")])
    names = {r.name for r in blocking_failures(check(stage(home, "2023-06")))}
    assert names == {"sources_lead_to_candidates"}


def test_checks_have_names_of_their_own_and_pass_on_a_whole_month(home, month):
    month(home, "2023-06", {("dong_nai", OUT): 44})
    results = check(stage(home, "2023-06"))
    assert len({r.name for r in results}) == len(results) == len(CHECKS) + 2
    assert [r.name for r in results if not r.passed] == ["reporting_rate"]


@pytest.mark.parametrize("table", TABLES)
def test_a_month_that_lacks_a_table_replaces_nothing(home, month, publish_month, table):
    publish_month("2023-06", {("dong_nai", OUT): 44})
    folder = month(home, "2023-06", {("dong_nai", OUT): 45})
    (folder / f"{table}.parquet").unlink()
    with pytest.raises(IncompleteMonth, match=f"thiếu bảng {table}"):
        publish(home, stage(home, "2023-06"))
    assert totals(home) == {"2023-06": 44}
    assert read_partition(home.partitions("2023-06"), "figures", Figure)[0].value == 44


def test_another_month_published_meanwhile_is_not_lost(home, month):
    month(home, "2022-06", {("dong_nai", OUT): 40})
    month(home, "2023-06", {("dong_nai", OUT): 44})
    first, second = stage(home, "2022-06"), stage(home, "2023-06")
    assert not publish(home, first).restaged
    assert publish(home, second).restaged
    assert totals(home) == {"2022-06": 40, "2023-06": 44}
    with pytest.raises(FileNotFoundError, match="stage again"):
        publish(home, first)


def test_what_was_published_is_noted_under_the_lock(home, month, monkeypatch):
    month(home, "2022-06", {("dong_nai", OUT): 40})
    month(home, "2023-06", {("dong_nai", OUT): 44})
    first, second = stage(home, "2022-06"), stage(home, "2023-06")
    noted = publishing._note_published
    asked = []

    def note(*given):
        noted(*given)
        with pytest.raises(LockTimeout), exclusive(lock_path(home), "2017-06", timeout=0):
            pass
        asked.append(is_published(home, "one"))

    monkeypatch.setattr(publishing, "_note_published", note)
    publish(home, first, made_from="one")
    assert asked == [is_published(home, "one")] == [True]
    assert not is_published(home, "two")
    assert publish(home, second, made_from="two").restaged
    # What was built under the lock is not what was hashed before: nobody may take it for that.
    assert not is_published(home, "one")
    assert not is_published(home, "two")
    assert not leftovers(home)


def test_two_months_at_once(home, month):
    years = range(2015, 2019)
    for year in years:
        month(home, f"{year}-06", {("dong_nai", OUT): year})
    threads = [
        threading.Thread(target=lambda p: publish(home, stage(home, p)), args=(f"{y}-06",)) for y in years
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert totals(home) == {f"{y}-06": y for y in years}
    assert not leftovers(home)


def test_who_waits_says_for_whom(home, month):
    month(home, "2023-06", {("dong_nai", OUT): 44})
    staged = stage(home, "2023-06")
    said: list[str] = []
    with (
        exclusive(lock_path(home), "2017-06"),
        pytest.raises(LockTimeout, match="kỳ 2017-06"),
    ):
        publish(home, staged, say=said.append, timeout=0.1)
    assert said
    assert "tiến trình" in said[0]
    publish(home, staged, say=said.append)
    assert len(said) == 1


def test_an_edition_has_its_own_database(home, month, publish_month):
    publish_month("2022-06", {("dong_nai", OUT): 40})
    publish_month("2023-06", {("dong_nai", OUT): 44})
    edition = home.edition("2023-06", "2023-07-01")
    month(edition, "2023-06", {("dong_nai", OUT): 43})
    publish(edition, stage(edition, "2023-06"))
    assert totals(edition) == {"2022-06": 40, "2023-06": 43}
    assert totals(home) == {"2022-06": 40, "2023-06": 44}
    assert edition.partitions("2023-06").exists()


def test_an_edition_knows_no_later_month(home, month, publish_month):
    for period, value in (("2022-06", 40), ("2022-12", 90), ("2023-12", 88)):
        publish_month(period, {("dong_nai", OUT): value})
    edition = home.edition("2023-06", "2023-07-01")
    month(edition, "2023-06", {("dong_nai", OUT): 43})
    staged = stage(edition, "2023-06")
    publish_month("2023-12", {("dong_nai", OUT): 87})  # and a later month is no reason to build it again
    assert not publish(edition, staged).restaged
    assert totals(edition) == {"2022-06": 40, "2022-12": 90, "2023-06": 43}


def test_an_edition_waits_while_the_main_home_publishes(home, month, publish_month):
    publish_month("2022-06", {("dong_nai", OUT): 40})
    edition = home.edition("2023-06", "2023-07-01")
    month(edition, "2023-06", {("dong_nai", OUT): 43})
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        held.close()

    with ExitStack() as held:
        held.enter_context(exclusive(lock_path(home), "2022-06"))
        staged = stage(edition, "2023-06", say=say)
    assert "kỳ 2022-06" in said[0]
    publish(edition, staged)


def test_what_is_staged_is_what_its_fingerprint_names(home, month, monkeypatch):
    month(home, "2023-06", {("dong_nai", OUT): 43})
    listed = []
    monkeypatch.setattr(
        staging, "source_folders", lambda *given: listed.append(given) or source_folders(*given)
    )
    discard(stage(home, "2023-06").path)
    assert len(listed) == 1


KILLED = """
import os, sys
from pathlib import Path
from pipeline.home import Home
from pipeline.warehouse import publish, publishing, stage
home, where = Home(Path(sys.argv[1])), sys.argv[2]
if where == "staging":
    import pipeline.warehouse.staging as staging
    run = staging._run
    def dies(connection, model):
        if model.stem.endswith("year_on_year"):
            os.kill(os.getpid(), 9)
        run(connection, model)
    staging._run = dies
else:
    real, calls = os.replace, []
    def dies(a, b):
        calls.append(a)
        if len(calls) == int(where):
            os.kill(os.getpid(), 9)
        real(a, b)
    publishing.os.replace = dies
publish(home, stage(home, "2023-06"))
"""


@pytest.mark.parametrize("where", ["staging", "1", "2", "3"])
def test_killed_in_the_middle(home, month, publish_month, where):
    month(home, "2022-06", {("dong_nai", OUT): 40}, folder=home.partitions("2022-06"))
    publish_month("2023-06", {("dong_nai", OUT): 44})
    month(home, "2023-06", {("dong_nai", OUT): 45})
    done = subprocess.run([sys.executable, "-c", KILLED, str(home.root), where])
    assert done.returncode == -9
    assert totals(home) == {"2022-06": 40, "2023-06": 44}
    publish_month("2022-12", {("dong_nai", OUT): 90})
    after = totals(home)
    assert after.keys() == {"2022-06", "2022-12", "2023-06"}
    assert after["2023-06"] in (44, 45)
    assert not leftovers(home)
    assert not list(home.partitions("x").parent.glob(".*"))


def test_staging_a_usual_warehouse_is_quick(home, month):
    provinces = ["dong_nai", "ha_noi", "hai_phong"]
    for year in range(2015, 2023):
        values = {(p, OUT): year for p in provinces}
        month(home, f"{year}-06", values, folder=home.partitions(f"{year}-06"))
    month(home, "2023-06", {(p, OUT): 1 for p in provinces})
    started = time.perf_counter()
    publish(home, stage(home, "2023-06"))
    assert time.perf_counter() - started < 5  # some 0.4 s; the margin is for busy machines
