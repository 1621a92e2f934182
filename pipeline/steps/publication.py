"""From a month's tables to the published warehouse: the steps `staged_warehouse` and `warehouse`.

How a database is built, checked and swapped belongs to `pipeline.warehouse`; here is their order. An edition
takes the other months, its base a year earlier too, from what is published in the main home.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.home import Home
from pipeline.steps.place import kept_inbox, nothing_due, place_of
from pipeline.steps.result import StepResult, Table, remember, results_folder, write_text
from pipeline.warehouse import (
    CheckResult,
    PublishBlocked,
    Staged,
    blocking_failures,
    check,
    publish,
    stage,
)

log = logging.getLogger(__name__)


def stage_month(place: Home, period: str) -> StepResult:
    """The step `staged_warehouse`: a fresh database from all months, beside the published one."""
    staged = stage(place, period, log.info)
    _keep(place, staged)
    return StepResult(
        "staged_warehouse",
        period,
        counts={"kỳ trong kho": len(staged.periods)},
        tables={"các kỳ": (("Kỳ",), tuple((one,) for one in staged.periods))},
    )


def checks_of_staged(home: Home, period: str, as_of: date | None = None) -> tuple[CheckResult, ...]:
    """What the checks say of the staged warehouse; none in a month for which nothing is due.

    Those that block are remembered in the step's result. Raises `FileNotFoundError` when nothing is staged.
    """
    place = place_of(home, period, as_of)
    if nothing_due(place, kept_inbox(place, period)):
        return ()
    results = check(_kept(place, period))
    if lines := _blocked(results):
        remember(place, StepResult("staged_warehouse", period, blocked=lines))
    return results


def publish_staged(place: Home, period: str) -> StepResult:
    """The step `warehouse`: swap the staged database in, unless a blocking check fails."""
    staged = _kept(place, period)
    results = check(staged)
    blocked = _blocked(results)
    restaged = False
    if not blocked:
        try:
            restaged = publish(place, staged, log.info).restaged
        except PublishBlocked as error:
            blocked = _blocked(error.results)
    if blocked:
        staged.path.unlink(missing_ok=True)
        return StepResult("warehouse", period, blocked=blocked)
    log.info("%s: đã công bố %s", period, place.database)
    return StepResult(
        "warehouse",
        period,
        counts={"kiểm tra": len(results), "lưu ý": sum(not one.passed for one in results)},
        paths=(str(place.database),),
        tables={"kiểm tra": check_table(results)},
        note="Một kỳ khác vừa được công bố trước: đã dựng và kiểm tra lại." if restaged else "",
    )


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
    return tuple(f"{one.name}: {one.message_vi} Ví dụ: {one.rows[0]}" for one in blocking_failures(results))


def _keep(place: Home, staged: Staged) -> None:
    raw = {"path": str(staged.path), "fingerprint": staged.fingerprint, "periods": staged.periods}
    write_text(results_folder(place, staged.period) / "staged.json", json.dumps(raw))


def _kept(place: Home, period: str) -> Staged:
    path = results_folder(place, period) / "staged.json"
    if not path.is_file():
        raise FileNotFoundError(f"nothing is staged for {period}: run the step staged_warehouse first")
    raw = json.loads(path.read_text("utf-8"))
    return Staged(place, period, Path(raw["path"]), raw["fingerprint"], tuple(raw["periods"]))
