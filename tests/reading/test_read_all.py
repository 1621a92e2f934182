"""A month's files: workers, what one file's trouble costs, and the cache."""

from __future__ import annotations

import hashlib
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.reading import Document, Limits, ReadJob, load_document, read_all, reader_version
from pipeline.reading.isolated import Worker, ask


@pytest.fixture
def job(tmp_path):
    def job(name: str, text: str) -> ReadJob:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return ReadJob(path, hashlib.sha256(path.read_bytes()).hexdigest(), name)

    return job


@pytest.fixture
def hanging(tmp_path):
    """A file on which reading never ends: a pipe into which nobody writes."""
    path = tmp_path / "treo.txt"
    os.mkfifo(path)
    return ReadJob(path, "0" * 64, "treo.txt")


def test_a_hanging_file_costs_itself_alone(job, hanging, tmp_path):
    jobs = [job("a.txt", "Tiếp 08 đoàn."), hanging, job("b.txt", "Cử 02 đoàn.")]
    done = []
    results = read_all(
        jobs,
        tmp_path / "cache",
        limits=Limits(seconds=1.0),
        on_progress=lambda n, total, j: done.append((n, total)),
    )
    assert [r.document().text for r in results] == ["Tiếp 08 đoàn.", "", "Cử 02 đoàn."]
    assert "quá 1 giây" in results[1].document().reason
    assert done == [(1, 3), (2, 3), (3, 3)]
    assert (
        len(list((tmp_path / "cache" / "documents").iterdir())) == 2
    )  # a hang may be the machine's: not kept


@pytest.mark.parametrize("victim", ["worker", "child"])
def test_a_killed_worker_costs_one_file(job, hanging, victim):
    worker = Worker()
    answers = []
    thread = threading.Thread(
        target=lambda: answers.append(ask(worker, str(hanging.path), "0" * 64, Limits()))
    )
    thread.start()
    try:
        os.kill(_pid_of(worker, victim), signal.SIGKILL)
        thread.join(10)
        document = Document.from_json(__import__("gzip").decompress(answers[0].document))
        assert ("bị ngắt" in document.reason, answers[0].keep) == (True, False)
        good = job("a.txt", "Tiếp 08 đoàn.")
        assert ask(worker, str(good.path), good.sha256, Limits()).keep
    finally:
        worker.close()


def _pid_of(worker: Worker, victim: str) -> int:
    for _ in range(400):
        process = worker._process
        if process is not None:
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            if children:
                return process.pid if victim == "worker" else int(children[0])
        time.sleep(0.02)
    raise AssertionError("the worker never began")


def test_memory_is_bounded(job):
    big = job("a.txt", "Tiếp 08 đoàn khách quốc tế.\n\n" * 30_000)
    (result,) = read_all([big], None, limits=Limits(memory=40_000_000, rows=10**7))
    assert (result.document().state, "bộ nhớ" in result.document().reason) == ("unreadable", True)


def test_what_is_cached_is_not_read_again(job, tmp_path):
    jobs = [job("a.txt", "Tiếp 08 đoàn."), job("b.bin", "Cử 02 đoàn.")]
    first = read_all(jobs, tmp_path / "cache")
    for each in jobs:
        each.path.unlink()
    second = read_all(jobs, tmp_path / "cache")
    assert [r.from_cache for r in first + second] == [False, False, True, True]
    assert [r.document() for r in first] == [r.document() for r in second]
    assert second[1].document().warnings  # the wrong ending is the name's, and still said
    document = load_document(tmp_path / "cache", jobs[0].sha256, "txt")
    assert document is not None
    assert (document.text, document.reader_version) == ("Tiếp 08 đoàn.", reader_version("txt"))


def test_a_damaged_or_old_cache_file_is_read_again(job, tmp_path):
    jobs = [job("a.txt", "Tiếp 08 đoàn."), job("b.txt", "Cử 02 đoàn.")]
    read_all(jobs, tmp_path / "cache")
    damaged, old = (next((tmp_path / "cache" / "documents").glob(f"{j.sha256}.*")) for j in jobs)
    damaged.write_bytes(damaged.read_bytes()[:-20])
    old.rename(old.with_name(f"{jobs[1].sha256}.txt-000000000000.json.gz"))
    again = read_all(jobs, tmp_path / "cache")
    assert [(r.from_cache, r.document().text) for r in again] == [
        (False, "Tiếp 08 đoàn."),
        (False, "Cử 02 đoàn."),
    ]


def test_any_executor_stands_in_and_equal_bytes_are_read_once(job):
    jobs = [job("a.txt", "Tiếp 08 đoàn."), job("b.txt", "Tiếp 08 đoàn.")]
    with ThreadPoolExecutor(1) as executor:
        results = read_all(jobs, None, executor)
    assert [(r.document().name, r.document().text) for r in results] == [
        ("a.txt", "Tiếp 08 đoàn."), ("b.txt", "Tiếp 08 đoàn."),
    ]  # fmt: skip


def test_sixty_cached_files_come_back_at_once(job, tmp_path):
    text = "\n\n".join(f"{n}. Tỉnh tiếp {n} đoàn khách quốc tế đến thăm và làm việc." for n in range(1, 90))
    jobs = [job(f"{n}.txt", f"{text}\n\nBáo cáo số {n}.") for n in range(60)]
    read_all(jobs[:1], tmp_path / "cache")
    cached = next((tmp_path / "cache" / "documents").iterdir())
    for each in jobs[1:]:  # the same document under every hash: what counts is the loading
        cached.with_name(cached.name.replace(jobs[0].sha256, each.sha256)).write_bytes(cached.read_bytes())
    start = time.perf_counter()
    results = read_all(jobs, tmp_path / "cache")
    assert all(r.from_cache and r.document().blocks for r in results)
    assert time.perf_counter() - start < 0.5


def test_a_document_survives_its_json(job):
    (result,) = read_all([job("a.txt", "Cử 02 đoàn².\n\n² Đi Lào.\n\nTT\tTên\tSố\n1\tLào\t2")], None)
    document = result.document()
    assert Document.from_json(document.to_json()) == document
    assert [b.kind for b in document.blocks] == ["paragraph", "footnote", "table"]
