import gzip
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import steps
from pipeline.home import PROJECT_ROOT, Home
from pipeline.reading import Document, Limits, reader_version
from pipeline.reading.isolated import Answer, Worker, ask
from pipeline.sample import MixedHomeError
from pipeline.submissions import Submission, assign
from pipeline.warehouse import IncompleteMonth, connect, read_partition, write_partition

PAPERS = (
    "appendix.csv",
    "appendix.docx",
    "appendix.xlsx",
    "edition.json",
    "figures.xlsx",
    "national_summary.docx",
    "national_summary.html",
)


def rows(home: Home, sql: str) -> list[tuple[object, ...]]:
    with connect(home) as connection:
        return connection.execute(sql).fetchall()


def test_a_month_runs_from_the_inbox_to_its_papers(home: Home) -> None:
    seen: list[str] = []
    month = steps.run_month(home, "2023-06", on_progress=seen.append)
    assert tuple(seen) == steps.STEPS
    assert month.blocked == ()
    assert (month.read, month.cached) == (3, 0)
    assert {path.name for path in home.exports("2023-06").iterdir()} >= set(PAPERS)
    assert rows(home, "SELECT status, count(*) FROM submission_status GROUP BY ALL ORDER BY ALL") == [
        ("missing", 60),
        ("submitted", 3),
    ]
    assert not home.work("2023-06").exists()


def test_a_broken_file_is_one_clear_line_and_costs_itself_alone(published: Home) -> None:
    month = steps.last_results(published, "2023-06")
    lines = [line for line in month.findings if "ca_mau.docx" in line]
    assert len(lines) == 1
    assert rows(published, "SELECT state FROM files ORDER BY path") == [("read",), ("unreadable",), ("read",)]


def test_a_second_run_reads_and_makes_nothing_again(published: Home) -> None:
    papers = {path: path.stat().st_mtime_ns for path in published.exports("2023-06").iterdir()}
    database = published.database.stat().st_mtime_ns
    month = steps.run_month(published, "2023-06")
    assert (month.read, month.cached) == (0, 3)
    assert published.database.stat().st_mtime_ns == database
    assert all(path.stat().st_mtime_ns == at for path, at in papers.items())


def test_a_changed_file_is_read_and_the_others_are_not(published: Home) -> None:
    report = published.inbox("2023-06") / "dong_nai.txt"
    report.write_text(report.read_text("utf-8").replace("12 đoàn ra", "13 đoàn ra"), encoding="utf-8")
    month = steps.run_month(published, "2023-06")
    assert (month.read, month.cached) == (1, 2)


@pytest.mark.parametrize("name", ["a_copy.txt", "z_copy.txt"])
def test_a_byte_copy_of_a_report_takes_no_figure_away(published: Home, name: str) -> None:
    stated = "SELECT province_id, indicator, value FROM figures ORDER BY ALL"
    before = rows(published, stated)
    inbox = published.inbox("2023-06")
    shutil.copyfile(inbox / "dong_nai.txt", inbox / name)
    steps.run_month(published, "2023-06")
    assert rows(published, stated) == before
    assert rows(published, "SELECT count(*) FROM files WHERE state = 'duplicate'") == [(1,)]
    assert rows(published, "SELECT count(*) FROM candidates WHERE submission_id = ''") == [(0,)]


def test_a_lost_cache_costs_time_only(published: Home) -> None:
    before = rows(published, "SELECT * EXCLUDE (path) FROM files ORDER BY ALL")
    shutil.rmtree(published.cache)
    shutil.rmtree(published.data / "runs")
    steps.run_month(published, "2023-06")
    assert rows(published, "SELECT * EXCLUDE (path) FROM files ORDER BY ALL") == before


def test_any_executor_will_do(home: Home) -> None:
    with ThreadPoolExecutor(2) as pool:
        month = steps.run_month(home, "2023-06", executor=pool)
    assert month.read == 3


def test_a_blocking_check_leaves_what_is_published(published: Home) -> None:
    before = published.database.read_bytes()
    table = published.partitions("2023-06") / "submissions.parquet"
    other = published.partitions("2022-06")
    shutil.copytree(published.partitions("2023-06"), other)
    rows_twice = pq.ParquetFile(table).read()
    pq.write_table(pa.concat_tables([rows_twice, rows_twice]), other / "submissions.parquet")
    month = steps.run_month(published, "2023-06")
    assert [step.step for step in month.steps][-1] == "warehouse"
    assert any("submissions_unique" in line for line in month.blocked)
    assert published.database.read_bytes() == before
    assert not list(published.data.glob(".staged-*"))


# steps that somebody chose on Dagster's page, and what is missing then
PARTS_OF_A_RUN = [
    ("files documents submissions", "thiếu bảng candidates, figures"),
    ("files documents submissions candidates", "thiếu bảng candidates, figures"),
    ("files documents submissions figures", "giá trị tìm thấy không được làm từ"),
    ("figures", "giá trị tìm thấy không được làm từ"),
]


@pytest.mark.parametrize(("chosen", "problem"), PARTS_OF_A_RUN, ids=[c for c, _ in PARTS_OF_A_RUN])
def test_a_part_of_a_run_publishes_nothing(published: Home, chosen: str, problem: str) -> None:
    (published.inbox("2023-06") / "an_giang.txt").unlink()
    before = published.database.read_bytes()

    def run() -> None:
        for name in (*chosen.split(), "staged_warehouse", "warehouse"):
            getattr(steps, name)(published, "2023-06")

    with pytest.raises(IncompleteMonth, match=f"{problem}.*doingoai run 2023-06"):
        run()
    assert published.database.read_bytes() == before
    assert steps.run_month(published, "2023-06").blocked == ()


def test_figures_of_an_earlier_list_of_reports_are_not_published(published: Home) -> None:
    for name in ("files", "documents", "submissions", "candidates", "figures"):
        getattr(steps, name)(published, "2023-06")
    work = published.work("2023-06")
    left = [s for s in read_partition(work, "submissions", Submission) if s.province_id != "an_giang"]
    write_partition(work, "submissions", left)
    with pytest.raises(IncompleteMonth, match="số liệu không được làm từ danh sách"):
        steps.staged_warehouse(published, "2023-06")


def test_reports_that_went_are_told_and_half_of_them_stop_the_run(published: Home) -> None:
    inbox = published.inbox("2023-06")
    register = inbox / "register.csv"
    lines = register.read_text("utf-8").splitlines(keepends=True)
    register.write_text("".join(lines[:3]), "utf-8")
    (inbox / "ca_mau.docx").unlink()
    month = steps.run_month(published, "2023-06")
    assert any("có 3 báo cáo, lần chạy này chỉ còn 2" in line for line in month.findings)
    register.unlink()
    (inbox / "an_giang.txt").unlink()
    (inbox / "dong_nai.txt").unlink()
    month = steps.run_month(published, "2023-06")
    assert any("submissions_vanish" in line for line in month.blocked)


def test_nothing_expected_and_nothing_arrived_is_done_at_once(tmp_path: Path) -> None:
    month = steps.run_month(Home(tmp_path), "2023-02")
    assert [step.step for step in month.steps] == ["files"]
    assert "không có gì phải làm" in month.note
    assert steps.national_summary(Home(tmp_path), "2023-02").note == month.note
    assert not Home(tmp_path).database.exists()


def test_an_expected_month_without_any_report_says_who_is_missing(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert steps.run_month(home, "2023-06").blocked == ()
    assert rows(home, "SELECT count(*) FROM submission_status WHERE status = 'missing'") == [(63,)]


@pytest.mark.parametrize(
    ("as_of", "sent", "missing"), [(date(2017, 7, 19), 59, 4), (date(2017, 6, 30), 30, 33)]
)
def test_the_register_of_june_2017_alone(tmp_path: Path, as_of: date, sent: int, missing: int) -> None:
    home = Home(tmp_path)
    shutil.copytree(PROJECT_ROOT / "raw_reports" / "2017-06", home.inbox("2017-06"))
    month = steps.run_month(home, "2017-06", as_of)
    assert month.blocked == ()
    edition = home.edition("2017-06", as_of.isoformat())
    count = "SELECT count(*) FROM submission_status WHERE status = '{}'"
    assert rows(edition, count.format("submitted")) == [(sent,)]
    assert rows(edition, count.format("missing")) == [(missing,)]
    assert not home.database.exists()
    record = json.loads((edition.exports("2017-06") / "edition.json").read_text("utf-8"))
    assert record["as_of"] == as_of.isoformat()
    assert [item["name"] for item in record["inputs"]] == ["raw_reports/2017-06/register.csv"]
    assert sum("trước ngày gửi" in line for line in month.findings) == 2
    lines = list((edition.exports("2017-06") / "appendix.csv").read_text("utf-8-sig").splitlines())
    assert sum(line.startswith("I,") for line in lines) == sent
    assert sum(line.startswith("II,") for line in lines) == missing


def test_results_of_the_last_run_can_be_told(published: Home) -> None:
    month = steps.run_month(published, "2023-06")
    assert steps.last_results(published, "2023-06") == month
    steps.forget_results(published, "2023-06")
    assert steps.last_results(published, "2023-06").steps == ()


def test_a_real_report_in_a_sample_home_is_refused(home: Home) -> None:
    (home.raw_reports / "SAMPLE.md").write_text("mẫu", encoding="utf-8")
    (home.raw_reports / ".sample-manifest.json").write_text('{"files": []}', encoding="utf-8")
    with pytest.raises(MixedHomeError, match="is no sample file"):
        steps.run_month(home, "2023-06")
    assert not home.database.exists()


def test_what_an_old_reader_misread_is_not_used_after_it_was_mended(published: Home) -> None:
    """Its documents and its candidates lie in the caches, the latter misread; the present reader is newer."""
    before = rows(published, "SELECT province_id, indicator, value FROM figures ORDER BY ALL")
    assert before
    now, old = reader_version("txt"), "txt-000000000000"
    for path in [*(published.cache / "documents").iterdir(), *(published.cache / "candidates").iterdir()]:
        if path.parent.name == "candidates":
            path.write_bytes(gzip.compress(b"[]"))
        path.rename(path.with_name(path.name.replace(now, old)))
    shutil.rmtree(published.data / "runs")
    month = steps.run_month(published, "2023-06")
    assert month.read >= 2
    assert rows(published, "SELECT province_id, indicator, value FROM figures ORDER BY ALL") == before


def test_a_mended_reader_is_asked_again_by_a_month_that_is_otherwise_unchanged(
    published: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr("pipeline.steps.intake.reader_versions", lambda: {"txt": "txt-mended"})
    monkeypatch.setattr("pipeline.steps.intake.assign", lambda *given: asked.append(1) or assign(*given))
    steps.run_month(published, "2023-06")
    assert asked


def test_a_file_that_takes_too_long_is_waited_for_once_a_run(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no cache keeps, such as a time-out, is handed on; the next run tries again, and believes it."""
    slow = home.inbox("2023-06") / "dong_nai.txt"
    tried: list[int] = []

    def answer(worker: Worker, path: str, sha256: str, limits: Limits) -> Answer:
        if Path(path) != slow or len(tried) > 1:
            return ask(worker, path, sha256, limits)
        tried.append(1)
        late = Document(sha256, "", "unknown", state="unreadable", reason="đọc tệp quá 90 giây nên đã dừng")
        return Answer(gzip.compress(late.to_json().encode()), keep=False)

    monkeypatch.setattr("pipeline.reading.many_files.ask", answer)
    state = "SELECT state, reason FROM files WHERE path LIKE '%dong_nai.txt'"
    for run in (1, 2):
        steps.run_month(home, "2023-06")
        assert len(tried) == run
        assert rows(home, state) == [("unreadable", "Đọc tệp quá 90 giây nên đã dừng.")]
    steps.run_month(home, "2023-06")
    assert rows(home, state) == [("read", "")]


@pytest.mark.parametrize("as_of", [None, date(2023, 7, 1)], ids=["month", "edition"])
def test_a_register_that_cannot_be_read_stops_the_run_and_changes_nothing(
    published: Home, as_of: date | None
) -> None:
    """Published without its rows, provinces that have reported would count as missing."""
    before = rows(published, "SELECT province_id, status FROM submission_status ORDER BY ALL")
    papers = {path: path.read_bytes() for path in published.exports("2023-06").iterdir()}
    (published.inbox("2023-06") / "register.csv").write_bytes(b"\xff\xfe\x00 half a register")
    with pytest.raises(ValueError, match=r"2023-06/register\.csv: .*giữ nguyên") as raised:
        steps.run_month(published, "2023-06", as_of)
    assert "\n" not in str(raised.value)
    assert rows(published, "SELECT province_id, status FROM submission_status ORDER BY ALL") == before
    assert {path: path.read_bytes() for path in published.exports("2023-06").iterdir()} == papers
    assert not published.edition("2023-06", "2023-07-01").database.exists()


def test_a_paper_that_a_person_changed_lies_as_it_is_while_nothing_else_changes(published: Home) -> None:
    """And is kept under another name when the figures change."""
    paper = published.exports("2023-06") / "national_summary.docx"
    paper.write_bytes(b"an analyst's own version")
    steps.run_month(published, "2023-06")
    assert paper.read_bytes() == b"an analyst's own version"
    report = published.inbox("2023-06") / "dong_nai.txt"
    report.write_text(report.read_text("utf-8").replace("12 đoàn ra", "13 đoàn ra"), encoding="utf-8")
    steps.run_month(published, "2023-06")
    assert paper.with_name("national_summary.sua-tay-1.docx").read_bytes() == b"an analyst's own version"
    assert paper.read_bytes().startswith(b"PK")
