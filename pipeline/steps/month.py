"""The steps of a month by their names, and all of them in order without Dagster.

Each step takes (home, period, as_of), works in the home or in the edition's folder, and remembers its
result. In a month for which nothing is due each step is done at once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import date

from pipeline.home import Home
from pipeline.steps import intake, papers, publication, values
from pipeline.steps.month_locks import month_lock
from pipeline.steps.place import kept_inbox, nothing_due, place_of
from pipeline.steps.result import STEPS, MonthResult, StepResult, remember

log = logging.getLogger(__name__)

Work = Callable[[Home], StepResult]


def files(home: Home, period: str, as_of: date | None = None) -> StepResult:
    """What lies in the month's inbox; begins the run. Raises when sample and real reports are mixed."""
    place = place_of(home, period, as_of)
    return remember(place, intake.find_files(place, period, as_of))


def documents(
    home: Home, period: str, as_of: date | None = None, executor: Executor | None = None
) -> StepResult:
    """Reads the files that no cache knows. A bad file costs itself alone."""
    return _step("documents", home, period, as_of, lambda p: intake.read_documents(p, period, executor))


def submissions(home: Home, period: str, as_of: date | None = None) -> StepResult:
    """Whose report each file is; writes `files`, `submissions`, `findings`."""
    return _step("submissions", home, period, as_of, lambda p: intake.assign_submissions(p, period, as_of))


def candidates(
    home: Home, period: str, as_of: date | None = None, executor: Executor | None = None
) -> StepResult:
    """Every value that the documents state; writes `candidates`."""
    return _step("candidates", home, period, as_of, lambda p: values.extract_candidates(p, period, executor))


def figures(home: Home, period: str, as_of: date | None = None) -> StepResult:
    """The settled figures and what became of each candidate."""
    return _step("figures", home, period, as_of, lambda p: values.settle_figures(p, period, as_of))


def staged_warehouse(home: Home, period: str, as_of: date | None = None) -> StepResult:
    """A fresh database beside the published one, and what the checks say of it."""
    return _step("staged_warehouse", home, period, as_of, lambda p: publication.stage_month(p, period))


def warehouse(home: Home, period: str, as_of: date | None = None, run_id: str = "") -> StepResult:
    """Publishes what was staged; `run_id` is remembered as the run that made these tables.

    Publishes nothing, and says why in `blocked`, when a blocking check fails.
    """
    return _step("warehouse", home, period, as_of, lambda p: publication.publish_staged(p, period, run_id))


def appendix(home: Home, period: str, as_of: date | None = None) -> StepResult:
    """The provinces that have reported and those that have not, as docx, xlsx and csv."""
    return _step("appendix", home, period, as_of, lambda p: papers.write_appendices(p, period, as_of))


def national_summary(home: Home, period: str, as_of: date | None = None) -> StepResult:
    """The national summary as docx, pdf and html, the workbook of figures, and `edition.json`."""
    return _step("national_summary", home, period, as_of, lambda p: papers.write_summaries(p, period, as_of))


def run_month(
    home: Home,
    period: str,
    as_of: date | None = None,
    on_progress: Callable[[str], None] | None = None,
    executor: Executor | None = None,
) -> MonthResult:
    """All steps of a month in order, without Dagster; stops where a blocking check fails.

    `on_progress` is told each step's name before it begins. What a step raises passes through. Waits while
    another process runs the same month.
    """
    say = on_progress or log.info
    done: list[StepResult] = []
    pooled = {"documents", "candidates"}
    with month_lock(home, period, as_of):
        for name in STEPS:
            say(name)
            step: Callable[..., StepResult] = globals()[name]
            extra = {"executor": executor} if name in pooled else {}
            done.append(step(home, period, as_of, **extra))
            if done[-1].blocked or done[-1].note == intake.NOTHING_DUE:
                break
    return MonthResult(period, tuple(done))


def _step(name: str, home: Home, period: str, as_of: date | None, work: Work) -> StepResult:
    place = place_of(home, period, as_of)
    if nothing_due(place, kept_inbox(place, period)):
        return remember(place, StepResult(name, period, note=intake.NOTHING_DUE))
    return remember(place, work(place))
