import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg
import pytest

from assets.automation import deadline_schedule, inbox_sensor, periods_due_on
from assets.definitions import build_definitions
from assets.month import AS_OF_TAG, HomeResource
from assets.watch import from_cursor
from pipeline import catalogue
from pipeline.home import Home


class Daemon:
    """Ticks the sensor as Dagster's daemon does, and ends the runs that it asks for as the test says."""

    def __init__(self, home: Home, instance: dg.DagsterInstance) -> None:
        self.home, self.instance, self.cursor = home, instance, None
        self.repository = build_definitions(home).get_repository_def()

    def tick(self) -> list[dg.RunRequest]:
        with dg.build_sensor_context(
            instance=self.instance,
            cursor=self.cursor,
            repository_def=self.repository,
            resources={"home": HomeResource(root=str(self.home.root))},
        ) as context:
            result = inbox_sensor(context)
        assert isinstance(result, dg.SensorResult)
        self.cursor = result.cursor
        return list(result.run_requests or ())

    def run(self, request: dg.RunRequest, status: dg.DagsterRunStatus, **tags: str) -> None:
        self.instance.add_run(
            dg.DagsterRun(
                job_name="month",
                status=status,
                tags={**request.tags, "dagster/partition": str(request.partition_key), **tags},
            )
        )


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield Daemon(Home(tmp_path), instance)


def drop(home: Home, period: str, name: str, text: str) -> None:
    path = home.inbox(period) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_600_000_000, 1_600_000_000))


def test_one_run_a_content_and_one_more_after_a_failure(daemon: Daemon) -> None:
    drop(daemon.home, "2017-06", "a.txt", "một")
    [first] = daemon.tick()
    assert first.partition_key == "2017-06"
    assert daemon.tick() == []
    daemon.run(first, dg.DagsterRunStatus.FAILURE)
    [again] = daemon.tick()
    assert again.run_key != first.run_key
    daemon.run(again, dg.DagsterRunStatus.SUCCESS)
    assert daemon.tick() == []
    drop(daemon.home, "2017-06", "a.txt", "hai")
    [changed] = daemon.tick()
    assert changed.tags != first.tags


def test_an_edition_is_no_run_of_the_month(daemon: Daemon) -> None:
    drop(daemon.home, "2017-06", "a.txt", "một")
    [first] = daemon.tick()
    daemon.cursor = None
    daemon.run(first, dg.DagsterRunStatus.SUCCESS, **{AS_OF_TAG: "2017-07-19"})
    assert len(daemon.tick()) == 1


@pytest.mark.parametrize("period", ["1999-06", "2999-06"])
def test_a_month_out_of_range_is_left_alone_and_not_remembered(daemon: Daemon, period: str) -> None:
    drop(daemon.home, period, "a.txt", "một")
    assert daemon.tick() == []
    assert from_cursor(daemon.cursor) == {}


@pytest.mark.parametrize(
    "status",
    [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING],
    ids=lambda status: status.value,
)
def test_a_run_that_was_killed_is_run_again(
    daemon: Daemon, status: dg.DagsterRunStatus, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(daemon.home, "2017-06", "a.txt", "một")
    [first] = daemon.tick()
    daemon.run(first, status)
    assert daemon.tick() == []  # it may be about to take its month's lock
    monkeypatch.setattr("assets.automation.DEAD_AFTER_SECONDS", 0.0)
    with another_run(daemon.home, "2017-06") as process:
        assert daemon.tick() == []
        process.kill()
        process.wait()
        [again] = daemon.tick()
    assert again.run_key != first.run_key
    [dead] = daemon.instance.get_runs()
    assert dead.status == dg.DagsterRunStatus.FAILURE


@contextmanager
def another_run(home: Home, period: str) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the month until it is killed."""
    hold = (
        "import sys, time; from pathlib import Path; from pipeline.home import Home; "
        "from pipeline.steps import month_lock\n"
        "with month_lock(Home(Path(sys.argv[1])), sys.argv[2]): print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", hold, str(home.root), period]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_schedule_runs_a_period_the_night_after_its_deadline() -> None:
    due = catalogue.expected("2023-06")
    assert due is not None
    assert due.deadline is not None
    assert periods_due_on(due.deadline) == ["2023-06"]
    assert periods_due_on(date(2023, 3, 3)) == []
    # Five past midnight in Vietnam is still the day before in UTC.
    night = datetime(due.deadline.year, due.deadline.month, due.deadline.day, 17, 5, tzinfo=UTC)
    with dg.build_schedule_context(scheduled_execution_time=night) as context:
        requests = deadline_schedule(context)
    assert [request.partition_key for request in requests] == ["2023-06"]  # type: ignore[union-attr]
