import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assets.watch import (
    MAX_ATTEMPTS,
    QUIET_SECONDS,
    RunState,
    Seen,
    content_fingerprint,
    from_cursor,
    look,
    to_cursor,
)

NOW = 1_700_000_000.0


class Inbox:
    """An inbox that is looked at again and again; runs go as the test says."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.now = NOW
        self.seen: dict[str, Seen] = {}
        self.runs: dict[tuple[str, str], RunState] = {}
        self.waiting: list[str] = []
        self.can_run: Callable[[str], bool] = lambda period: True

    def drop(self, path: str, text: str, age: float = QUIET_SECONDS + 1) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        os.utime(file, (self.now - age, self.now - age))

    def tick(self, seconds: float = 30.0) -> list[str]:
        self.now += seconds
        self.seen = from_cursor(to_cursor(self.seen))
        self.seen, requests, self.waiting = look(
            self.root, self.seen, self.now, lambda p, f: self.runs.get((p, f), "none"), self.can_run
        )
        return [f"{request.period} #{request.attempt}" for request in requests]

    def ended(self, period: str, state: RunState) -> None:
        self.runs[period, self.seen[period].requested] = state


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path)


def test_one_run_for_a_dropped_file_and_none_for_the_same_bytes(inbox: Inbox) -> None:
    inbox.drop("2017-06/a.txt", "một")
    assert inbox.tick() == ["2017-06 #1"]
    assert inbox.tick() == []
    inbox.ended("2017-06", "succeeded")
    inbox.drop("2017-06/a.txt", "một", age=500)  # copied once more: other time, same bytes
    assert inbox.tick() == []


def test_the_same_name_with_other_bytes_asks_again(inbox: Inbox) -> None:
    inbox.drop("2017-06/a.txt", "một")
    inbox.tick()
    inbox.ended("2017-06", "succeeded")
    inbox.drop("2017-06/a.txt", "hai", age=400)
    assert inbox.tick() == ["2017-06 #1"]


def test_a_removed_file_asks_again(inbox: Inbox) -> None:
    inbox.drop("2017-06/a.txt", "một")
    inbox.tick()
    inbox.ended("2017-06", "succeeded")
    (inbox.root / "2017-06/a.txt").unlink()
    assert inbox.tick() == ["2017-06 #1"]


def test_any_month_late_ones_too(inbox: Inbox) -> None:
    inbox.drop("2017-06/a.txt", "một")
    inbox.drop("2026-06/nested/b.txt", "hai")
    assert inbox.tick() == ["2017-06 #1", "2026-06 #1"]


def test_a_failed_run_is_tried_again_but_not_for_ever(inbox: Inbox) -> None:
    inbox.drop("2017-06/a.txt", "một")
    asked = []
    for _ in range(MAX_ATTEMPTS + 2):
        asked += inbox.tick()
        inbox.ended("2017-06", "failed")
    assert asked == [f"2017-06 #{n + 1}" for n in range(MAX_ATTEMPTS)]
    inbox.drop("2017-06/a.txt", "sửa rồi", age=300)
    assert inbox.tick() == ["2017-06 #1"]


def test_a_run_under_way_is_not_asked_for_twice(inbox: Inbox) -> None:
    inbox.drop("2017-06/a.txt", "một")
    inbox.tick()
    inbox.ended("2017-06", "running")
    assert inbox.tick() == []


def test_a_run_by_hand_counts(inbox: Inbox) -> None:
    inbox.drop("2017-06/a.txt", "một")
    inbox.runs["2017-06", content_fingerprint(inbox.root / "2017-06")] = "succeeded"
    assert inbox.tick() == []


def test_a_growing_file_is_waited_for(inbox: Inbox) -> None:
    inbox.drop("2017-06/a.pdf", "nửa", age=0)
    assert (inbox.tick(), inbox.waiting) == ([], ["2017-06"])
    inbox.drop("2017-06/a.pdf", "nửa nữa", age=0)
    assert (inbox.tick(), inbox.waiting) == ([], ["2017-06"])
    assert inbox.tick() == ["2017-06 #1"]  # the same at two looks


def test_a_half_copied_name_is_no_content_yet(inbox: Inbox) -> None:
    inbox.drop("2017-06/a.txt", "một")
    inbox.tick()
    inbox.ended("2017-06", "succeeded")
    inbox.drop("2017-06/b.pdf.part", "nửa", age=500)
    assert inbox.tick() == []


@pytest.mark.parametrize("name", ["README.md", "2017", "2017-13", "ghi chú"])
def test_other_folders_are_no_months(inbox: Inbox, name: str) -> None:
    inbox.drop(f"{name}/a.txt", "một")
    assert inbox.tick() == []


def test_an_empty_month_is_nothing(inbox: Inbox) -> None:
    (inbox.root / "2017-06").mkdir()
    assert inbox.tick() == []
    assert from_cursor(None) == {}


def test_a_month_that_cannot_run_yet_asks_when_it_can(inbox: Inbox) -> None:
    inbox.drop("2031-06/a.txt", "một")
    inbox.can_run = lambda period: period < "2031-06"
    assert inbox.tick() == []
    assert inbox.seen == {}
    inbox.can_run = lambda period: True
    assert inbox.tick() == ["2031-06 #1"]
