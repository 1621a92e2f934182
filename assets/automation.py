"""What starts runs by itself while `doingoai ui` is up: a sensor on the inbox, a schedule at the deadlines.

When a folder asks for a run is decided in `assets/watch.py`; when a deadline is, in the catalogue.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import dagster as dg

from assets import watch
from assets.month import AS_OF_TAG, FINGERPRINT_TAG, MONTHS, HomeResource
from pipeline import catalogue
from pipeline.home import Home
from pipeline.steps import is_running

VIETNAM = "Asia/Ho_Chi_Minh"
LOOK_EVERY_SECONDS = 30
DEADLINES_LOOKED_AT = 6
"""How many months a deadline may lie behind its period, with room to spare."""

month_job = dg.define_asset_job(
    "month", selection=dg.AssetSelection.all(), executor_def=dg.in_process_executor
)
"""Everything of one month; what `doingoai run` runs."""

DEAD_AFTER_SECONDS = 300.0
"""A run whose status is that old and that does not hold its month was killed. A run takes the lock within
seconds of its start; the rest is for a slow machine that loads Dagster."""

_STATES: dict[dg.DagsterRunStatus, watch.RunState] = {
    dg.DagsterRunStatus.SUCCESS: "succeeded",
    dg.DagsterRunStatus.FAILURE: "failed",
    dg.DagsterRunStatus.CANCELED: "failed",
}


@dg.sensor(
    job=month_job,
    minimum_interval_seconds=LOOK_EVERY_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def inbox_sensor(context: dg.SensorEvaluationContext, home: HomeResource) -> dg.SensorResult:
    """One run for each month whose folder has new content, any month, late ones too."""
    seen, requests, waiting = watch.look(
        home.get().raw_reports,
        watch.from_cursor(context.cursor),
        time.time(),
        _run_state(context.instance, home.get()),
        MONTHS.has_partition_key,
    )
    runs = [
        dg.RunRequest(run_key=r.run_key, partition_key=r.period, tags={FINGERPRINT_TAG: r.fingerprint})
        for r in requests
    ]
    reason = f"a copy is under way in {', '.join(waiting)}; looking again" if waiting else "nothing new"
    return dg.SensorResult(
        run_requests=runs or None,
        skip_reason=None if runs else dg.SkipReason(reason),
        cursor=watch.to_cursor(seen),
    )


def _run_state(instance: dg.DagsterInstance, home: Home) -> Callable[[str, str], watch.RunState]:
    """How the newest run over a month's content went; runs for an edition do not count."""

    def state(period: str, fingerprint: str) -> watch.RunState:
        records = instance.get_run_records(
            filters=dg.RunsFilter(tags={"dagster/partition": period, FINGERPRINT_TAG: fingerprint}), limit=20
        )
        newest = next((one for one in records if AS_OF_TAG not in one.dagster_run.tags), None)
        if newest is None:
            return "none"
        run = newest.dagster_run
        if run.status in _STATES:
            return _STATES[run.status]
        age = time.time() - newest.update_timestamp.timestamp()
        # A queued run has no process yet; the daemon starts it.
        if run.status == dg.DagsterRunStatus.QUEUED or age < DEAD_AFTER_SECONDS or is_running(home, period):
            return "running"
        instance.report_run_failed(run, "The run's process is gone: it was killed, or the machine stopped.")
        return "failed"

    return state


@dg.schedule(
    job=month_job,
    cron_schedule="5 0 * * *",
    execution_timezone=VIETNAM,
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
def deadline_schedule(context: dg.ScheduleEvaluationContext) -> list[dg.RunRequest] | dg.SkipReason:
    """Just after midnight: a run for each period whose deadline was the day that ended."""
    ended = context.scheduled_execution_time.astimezone(ZoneInfo(VIETNAM)).date() - timedelta(days=1)
    periods = periods_due_on(ended)
    if not periods:
        return dg.SkipReason(f"no report was due on {ended}")
    return [dg.RunRequest(run_key=f"deadline:{period}:{ended}", partition_key=period) for period in periods]


def periods_due_on(day: date) -> list[str]:
    """The periods whose reports were due on that day, from the catalogue."""
    months = [f"{index // 12:04d}-{index % 12 + 1:02d}" for index in _month_indices(day)]
    expected = [(period, catalogue.expected(period)) for period in months]
    return [period for period, one in expected if one is not None and one.deadline == day]


def _month_indices(day: date) -> range:
    """Months as year * 12 + month - 1, from some before the day to the next one."""
    here = day.year * 12 + day.month - 1
    return range(here - DEADLINES_LOOKED_AT, here + 2)
