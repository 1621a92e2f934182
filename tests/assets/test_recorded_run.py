import json
import zipfile
from pathlib import Path

import dagster as dg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assets.cli import main
from pipeline.home import Home


@pytest.fixture(autouse=True)
def _no_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    """The PDF needs LibreOffice, which costs seconds; what is tested here does not need it."""
    monkeypatch.setattr("pipeline.summary.pdf.converter", lambda: None)


def run(home: Home, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, object]]:
    code = main(["run", "2023-06", "--home", str(home.root), "--json", *arguments])
    return code, json.loads(capsys.readouterr().out)


def test_a_run_is_recorded_and_its_account_says_what_an_analyst_needs(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(home, capsys)
    assert code == 0
    assert (said["files_read"], said["files_cached"]) == (3, 0)
    status = said["status"]
    assert isinstance(status, dict)
    assert (status["n"], status["N"], len(status["missing"])) == (3, 63, 60)
    assert any("ca_mau.docx" in str(line) for line in said["findings"])  # type: ignore[union-attr]
    assert all(Path(path).is_file() for path in said["paths"])  # type: ignore[union-attr]

    with dg.DagsterInstance.from_config(str(home.root / ".dagster")) as instance:
        [recorded] = instance.get_runs()
        assert recorded.run_id == said["run_id"]
        record = home.exports("2023-06") / "edition.json"
        assert json.loads(record.read_text("utf-8"))["run_id"] == said["run_id"]
        assert recorded.status == dg.DagsterRunStatus.SUCCESS
        assert recorded.tags["dagster/partition"] == "2023-06"
        event = instance.get_latest_materialization_event(dg.AssetKey("national_totals"))
        assert event is not None
        assert event.asset_materialization is not None
        assert "tổng cả nước" in event.asset_materialization.metadata

    # Again, with nothing changed: nothing is read, and it says so to the reader.
    assert main(["run", "2023-06", "--home", str(home.root)]) == 0
    text = capsys.readouterr().out
    assert "Đọc 0 tệp, 3 tệp từ bộ nhớ đệm." in text
    assert "3/63 địa phương đã gửi báo cáo" in text

    # Papers that are lost are written again, and are still those of the run that made their data.
    (home.exports("2023-06") / "figures.xlsx").unlink()
    assert run(home, capsys)[0] == 0
    assert json.loads(record.read_text("utf-8"))["run_id"] == said["run_id"]

    _status_and_export_work(home, capsys)
    _a_blocked_run_leaves_the_warehouse(home, capsys)


def _status_and_export_work(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "2023-06", "--home", str(home.root)]) == 0
    assert "An Giang" in capsys.readouterr().out
    ours = home.exports("2023-06") / "national_summary.docx"
    untouched = ours.read_bytes()
    ours.write_bytes(b"an analyst's own version")
    target = home.root / "handed_out"
    target.mkdir()
    for paper, name in (
        ("appendix", "a.csv"),
        ("summary", "s.docx"),
        ("figures", "f.csv"),
        ("figures", "f.xlsx"),
    ):
        assert main(["export", paper, "2023-06", "--to", str(target / name), "--home", str(home.root)]) == 0
    assert sorted(path.name for path in target.iterdir()) == ["a.csv", "f.csv", "f.xlsx", "s.docx"]
    assert zipfile.is_zipfile(target / "s.docx")  # written anew, not the analyst's version
    ours.write_bytes(untouched)
    capsys.readouterr()
    assert (
        main(["export", "summary", "2022-06", "--to", str(target / "x.docx"), "--home", str(home.root)]) == 1
    )
    assert "doingoai run 2022-06" in capsys.readouterr().err
    workbook = home.root / "review.xlsx"
    assert main(["review", "2023-06", "--export", str(workbook), "--home", str(home.root)]) == 0
    assert main(["review", "2023-06", "--import", str(workbook), "--home", str(home.root)]) == 0
    assert "Đã nhận 0 quyết định" in capsys.readouterr().out


def _a_blocked_run_leaves_the_warehouse(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    before = home.database.read_bytes()
    other = home.partitions("2022-06")
    other.mkdir()
    for table in home.partitions("2023-06").glob("*.parquet"):
        content = pq.ParquetFile(table).read()
        pq.write_table(pa.concat_tables([content, content]), other / table.name)
    code, said = run(home, capsys)
    assert code == 1
    assert any("submissions_unique" in line for line in said["blocked"])  # type: ignore[union-attr]
    assert said["published"] is False
    assert home.database.read_bytes() == before


def test_ingest_puts_a_file_into_the_inbox_and_the_register(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "bao_cao.txt"
    paper.write_text("Tài liệu mẫu – số liệu giả định", encoding="utf-8")
    arguments = ["ingest", str(paper), "--period", "2023-06", "--home", str(home.root)]
    assert main([*arguments, "--province", "Bắc Ninh", "--received", "2023-06-29"]) == 0
    assert capsys.readouterr().out.strip() == str(home.inbox("2023-06") / "bao_cao.txt")
    assert "Bắc Ninh" in (home.inbox("2023-06") / "register.csv").read_text("utf-8-sig")
    assert main([*arguments, "--province", "Hà Sơn Bình"]) == 2


def test_extract_says_what_a_file_states_and_touches_no_warehouse(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    report = home.inbox("2023-06") / "dong_nai.txt"
    assert main(["extract", str(report), "--home", str(home.root)]) == 0
    said = capsys.readouterr().out
    assert "[dong_nai, 2023-06, 6 tháng]" in said
    assert "delegations_out · actual · 12 count" in said
    assert main(["extract", str(home.inbox("2023-06") / "ca_mau.docx")]) == 1
    assert not home.data.exists()


def test_extract_passages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Trong 6 tháng đầu năm 2023, tỉnh Đồng Nai đã cử 12 đoàn ra nước ngoài."
    row = {"id": "1", "province": "Đồng Nai", "period": "2023-06", "months": 6, "text": text}
    passages, figures = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    passages.write_text(json.dumps(row), encoding="utf-8")
    assert main(["extract", "--jsonl", str(passages), "--out", str(figures)]) == 0
    [found] = [json.loads(line) for line in figures.read_text("utf-8").splitlines()]
    [figure] = found["figures"]
    assert set(figure) == {
        *("indicator", "role", "value", "unit", "qualifier", "province"),
        *("period", "months", "quote", "confidence", "status"),
    }
    assert (figure["indicator"], figure["value"], figure["province"]) == ("delegations_out", 12, "Đồng Nai")

    passages.write_text(json.dumps({**row, "figures": found["figures"]}), encoding="utf-8")
    assert main(["evaluate", str(passages)]) == 0
    assert "100.0%" in capsys.readouterr().out
    passages.write_text('{"id": 1}', encoding="utf-8")
    assert main(["evaluate", str(passages)]) == 1
    assert "line 1: without province, period, months, text" in capsys.readouterr().err


def test_a_month_with_nothing_due_is_done_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "2023-02", "--home", str(tmp_path)]) == 0
    assert "không có gì phải làm" in capsys.readouterr().out
