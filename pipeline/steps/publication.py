"""From a month's tables to the published warehouse: the steps `staged_warehouse` and `warehouse`.

How a database is built, checked and swapped belongs to `pipeline.warehouse`; here is their order. An edition
takes the other months, its base a year earlier too, from what is published in the main home.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.home import Home
from pipeline.steps.memo import code_version, file_hash, fingerprint
from pipeline.steps.place import kept_inbox, nothing_due, place_of
from pipeline.steps.result import StepResult, Table, remember, results_folder, write_text
from pipeline.warehouse import (
    CheckResult,
    PublishBlocked,
    Staged,
    assert_whole,
    blocking_failures,
    check,
    discard,
    is_published,
    publish,
    stage,
)
from pipeline.warehouse.checks import FEWER
from pipeline.warehouse.staging import base_held, source_folders

log = logging.getLogger(__name__)

STAGED = "staged.json"
MADE_BY = "made_by.json"
"""Beside a month's results: the run that made the tables which are published."""
DATABASE = ("pipeline/catalogue", "pipeline/settling", "pipeline/warehouse", "warehouse/models")
UNCHANGED = "Kho dữ liệu đã công bố được dựng từ đúng những bảng này: giữ nguyên."


def stage_month(place: Home, period: str) -> StepResult:
    """The step `staged_warehouse`: a fresh database from all months, beside the published one.

    When what is published was built from the very same tables, decisions and models, it stands for itself.
    Raises `IncompleteMonth` when the month's tables are not those of one whole run.
    """
    if any(place.work(period).glob("*.parquet")):
        assert_whole(place.work(period), period)
    made_from = _made_from(place, period)
    folder = results_folder(place, period)
    if is_published(place, made_from):
        staged = Staged(place, period, place.database, "", tuple(source_folders(place, period)))
        note = UNCHANGED
    else:
        staged, note = stage(place, period, log.info), ""
    kept = {"path": str(staged.path), "fingerprint": staged.fingerprint, "periods": staged.periods}
    write_text(folder / STAGED, json.dumps({**kept, "made_from": made_from}))
    return StepResult(
        "staged_warehouse",
        period,
        counts={"kỳ trong kho": len(staged.periods)},
        tables={"các kỳ": (("Kỳ",), tuple((one,) for one in staged.periods))},
        note=note,
    )


def checks_of_staged(home: Home, period: str, as_of: date | None = None) -> tuple[CheckResult, ...]:
    """What the checks say of the staged warehouse; none in a month for which nothing is due.

    Those that block are remembered in the step's result. Raises `FileNotFoundError` when nothing is staged.
    """
    place = place_of(home, period, as_of)
    if nothing_due(place, kept_inbox(place, period)):
        return ()
    results = check(_kept(place, period)[0])
    if lines := _blocked(results):
        remember(place, StepResult("staged_warehouse", period, blocked=lines))
    return results


def publish_staged(place: Home, period: str, run_id: str = "") -> StepResult:
    """The step `warehouse`: swap the staged database in, unless a blocking check fails.

    `run_id` is Dagster's; a run without Dagster has none.
    """
    staged, made_from = _kept(place, period)
    results = check(staged)
    blocked = _blocked(results)
    if not blocked and staged.path != place.database:
        try:
            publish(place, staged, log.info, made_from=made_from)
        except PublishBlocked as error:
            blocked = _blocked(error.results)
    if blocked:
        if staged.path != place.database:
            discard(staged.path)
        return StepResult("warehouse", period, blocked=blocked)
    if staged.path != place.database:
        log.info("%s: đã công bố %s", period, place.database)
        write_text(results_folder(place, period) / MADE_BY, json.dumps({"run_id": run_id}))
    shutil.rmtree(place.work(period), ignore_errors=True)
    return StepResult(
        "warehouse",
        period,
        counts={"kiểm tra": len(results), "lưu ý": sum(not one.passed for one in results)},
        findings=tuple(f"{period}: {r.message_vi}" for r in results if r.name == FEWER and not r.passed),
        paths=(str(place.database),),
        tables={"kiểm tra": check_table(results)},
        note=UNCHANGED if staged.path == place.database else "",
    )


def made_by(place: Home, period: str) -> str:
    """The id of the run that made what is published of the month; empty for a run without Dagster."""
    path = results_folder(place, period) / MADE_BY
    return str(json.loads(path.read_text("utf-8"))["run_id"]) if path.is_file() else ""


def check_table(results: Sequence[CheckResult]) -> Table:
    """The checks that found something, those that block first."""
    rows = tuple(
        ("chặn công bố" if one.importance == "blocking" else "lưu ý", one.name, one.message_vi)
        for one in results
        if not one.passed
    )
    return ("Mức", "Kiểm tra", "Phát hiện"), rows


def _blocked(results: Sequence[CheckResult]) -> tuple[str, ...]:
    """A line for each check that forbids publishing, with the first row that it found."""
    return tuple(
        f"{one.name}: {one.message_vi}" + (f" Ví dụ: {one.rows[0]}" if one.rows else "")
        for one in blocking_failures(results)
    )


def _made_from(place: Home, period: str) -> str:
    """A hash over everything that a database is built from, whichever folder it lies in."""
    with base_held(place, log.info):
        tables = [
            f"{month}/{path.name}:{file_hash(path)}"
            for month, folder in source_folders(place, period).items()
            for path in sorted(folder.glob("*.parquet"))
        ]
    return fingerprint(*tables, file_hash(place.corrections), code_version(*DATABASE))


def _kept(place: Home, period: str) -> tuple[Staged, str]:
    """What the step before has staged, and what it was made from."""
    path = results_folder(place, period) / STAGED
    if not path.is_file():
        raise FileNotFoundError(f"nothing is staged for {period}: run the step staged_warehouse first")
    raw = json.loads(path.read_text("utf-8"))
    staged = Staged(place, period, Path(raw["path"]), raw["fingerprint"], tuple(raw["periods"]))
    return staged, raw["made_from"]
