"""One run of a month at a time; who waits is told who holds it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from pipeline import steps
from pipeline.home import Home
from pipeline.warehouse import LockTimeout

HOLD = """
import sys
from pathlib import Path
from pipeline.home import Home
from pipeline.steps import month_lock
with month_lock(Home(Path(sys.argv[1])), sys.argv[2]):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another_run(home: Home, period: str) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the month until it is told a line."""
    command = [sys.executable, "-c", HOLD, str(home.root), period]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        if process.poll() is None:
            process.communicate("go\n")


def test_a_second_run_waits_and_is_told_for_whom(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.steps.month_locks.WAIT_SECONDS", 0.2)
    with another_run(home, "2023-06") as process:
        with pytest.raises(LockTimeout, match=f"kỳ 2023-06 đang bị giữ bởi tiến trình {process.pid}"):
            steps.run_month(home, "2023-06")
        assert not home.work("2023-06").exists()
        process.kill()
        process.wait()
        # A run that was killed holds nothing; and another month, or an edition, was never kept waiting.
        assert steps.run_month(home, "2023-06").blocked == ()


@pytest.mark.parametrize(
    ("period", "as_of"), [("2022-06", None), ("2023-06", date(2023, 7, 1))], ids=["month", "edition"]
)
def test_only_the_same_run_waits(home: Home, period: str, as_of: date | None) -> None:
    with another_run(home, "2023-06"), steps.month_lock(home, period, as_of, timeout=0.2):
        pass


def test_within_a_run_it_is_asked_for_again(home: Home) -> None:
    with steps.month_lock(home, "2023-06"), steps.month_lock(home, "2023-06", timeout=0.2):
        pass
    with steps.month_lock(home, "2023-06", timeout=0.2):
        pass
