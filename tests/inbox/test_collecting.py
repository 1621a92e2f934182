"""Files of a period's folder: which, with which hash and arrival, and what a second look costs."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.home import Home
from pipeline.inbox import collect, hashing
from pipeline.inbox.hashing import HashCache

PERIOD = "2023-06"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path)
    made.inbox(PERIOD).mkdir(parents=True)
    return made


def put(home: Home, name: str, content: bytes = b"x") -> Path:
    path = home.inbox(PERIOD) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def names(home: Home) -> list[str]:
    return [f.path for f in collect(home, PERIOD).files]


def test_files_of_all_subfolders_come_and_what_is_no_report_stays_out(home: Home) -> None:
    kept = ["b.docx", "Cà Mau/a.pdf", "Cà Mau/phụ lục/1.xlsx", "readme bao cao.docx"]
    ignored = [".hidden.docx", "~$b.docx", "c.docx.part", "Thumbs.db", "README.md", "SAMPLE", "register.csv"]
    for name in [*kept, *ignored, ".git/x.docx"]:
        put(home, name)
    assert sorted(names(home)) == sorted(f"{PERIOD}/{name}" for name in kept)


def test_hash_and_arrival_in_vietnam_time(home: Home) -> None:
    path = put(home, "a.docx", b"noi dung")
    os.utime(path, (0, 1688151600))  # 2023-06-30 19:00 UTC
    (file,) = collect(home, PERIOD).files
    assert file.sha256 == hashlib.sha256(b"noi dung").hexdigest()
    assert (file.size, file.arrived) == (8, datetime(2023, 7, 1, 2, 0))


def test_an_unchanged_month_reads_no_file_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(63):
        put(home, f"{number}.docx", bytes([number]))
    first = collect(home, PERIOD)
    monkeypatch.setattr(hashing, "sha256_of", lambda path: pytest.fail(f"read {path}"))
    assert collect(home, PERIOD) == first


def test_a_changed_file_is_read_again(home: Home) -> None:
    path = put(home, "a.docx", b"1")
    before = collect(home, PERIOD).files[0].sha256
    path.write_bytes(b"2")
    os.utime(path, ns=(1, 1))
    assert collect(home, PERIOD).files[0].sha256 != before


def test_a_foreign_cache_is_none(home: Home) -> None:
    put(home, "a.docx")
    home.cache.mkdir(parents=True)
    for content in ("", "[1]", '{"2023-06/a.docx": 3}', "\x00"):
        (home.cache / "hashes.json").write_text(content)
        assert collect(home, PERIOD).files[0].sha256 == hashlib.sha256(b"x").hexdigest()


def test_two_months_keep_each_others_hashes(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "cache.json"
    one, two = HashCache(file), HashCache(file)
    path = put(home, "a.docx")
    one.sha256(path, "one", path.stat())
    two.sha256(path, "two", path.stat())
    one.save()
    two.save()
    assert set(json.loads(file.read_text())) == {"one", "two"}
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".hashes")] == []


def test_no_folder_is_an_empty_inbox(home: Home) -> None:
    inbox = collect(home, "2031-06")
    assert (inbox.files, inbox.register, inbox.findings, inbox.register_error) == ((), (), (), "")


@pytest.mark.parametrize("period", ["2023", "2023-13", "../2023-06", "2023-6"])
def test_a_wrong_period_is_refused(home: Home, period: str) -> None:
    with pytest.raises(ValueError, match="period"):
        collect(home, period)
