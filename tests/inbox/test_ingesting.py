"""New files go into the inbox and into the register; nothing is overwritten or lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from pipeline.home import Home
from pipeline.inbox import collect, ingest

PERIOD = "2023-06"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def source(tmp_path: Path, name: str, content: str = "x") -> Path:
    path = tmp_path / "from" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    return path


def test_a_first_file_makes_the_register(home: Home, tmp_path: Path) -> None:
    files = [source(tmp_path, "a.docx"), source(tmp_path, "b.xlsx", "y")]
    placed = ingest(home, files, PERIOD, "Cà Mau", date(2023, 7, 3), date(2023, 6, 20), "12-BC/TU")
    assert [p.name for p in placed] == ["a.docx", "b.xlsx"]
    inbox = collect(home, PERIOD)
    (row,) = inbox.register
    assert (row.author, row.province_id, row.document_number) == ("Tỉnh ủy Cà Mau", "ca_mau", "12-BC/TU")
    assert (row.received_date, row.sent_date) == (date(2023, 7, 3), date(2023, 6, 20))
    assert row.attachments == ("a.docx", "b.xlsx")
    assert inbox.findings == ()


def test_a_province_may_be_named_by_its_id(home: Home, tmp_path: Path) -> None:
    ingest(home, [source(tmp_path, "a.docx")], PERIOD, "thanh_pho_ho_chi_minh")
    assert collect(home, PERIOD).register[0].author == "Thành ủy TP Hồ Chí Minh"


def test_without_a_province_the_row_only_names_the_file(home: Home, tmp_path: Path) -> None:
    ingest(home, [source(tmp_path, "a.docx")], PERIOD)
    inbox = collect(home, PERIOD)
    assert (inbox.register[0].author, inbox.register[0].attachments) == ("", ("a.docx",))
    assert inbox.findings == ()


def test_the_same_bytes_are_not_copied_again_and_it_says_so(home: Home, tmp_path: Path) -> None:
    told: list[str] = []
    (first,) = ingest(home, [source(tmp_path, "a.docx")], PERIOD, "Cà Mau")
    (second,) = ingest(home, [source(tmp_path, "b.docx")], PERIOD, "Cà Mau", say=told.append)
    assert second == first
    assert "a.docx" in told[0]
    assert len(collect(home, PERIOD).register) == 1


def test_the_same_name_with_other_bytes_gets_a_number(home: Home, tmp_path: Path) -> None:
    ingest(home, [source(tmp_path, "a.docx", "1")], PERIOD)
    ingest(home, [source(tmp_path, "a.docx", "2")], PERIOD)
    (third,) = ingest(home, [source(tmp_path, "a.docx", "3")], PERIOD)
    assert third.name == "a (3).docx"
    assert [p.read_text() for p in sorted(home.inbox(PERIOD).glob("*.docx"))] == ["2", "3", "1"]


def test_a_csv_register_keeps_its_form(home: Home, tmp_path: Path) -> None:
    home.inbox(PERIOD).mkdir(parents=True)
    register = home.inbox(PERIOD) / "register.csv"
    before = "\ufeffSỔ ĐẾN;;\r\nTác giả;Ngày đến;Mật\r\nTỉnh ủy An Giang;1/7/2023;A"
    register.write_bytes(before.encode())
    ingest(home, [source(tmp_path, "a.docx")], PERIOD, "Cà Mau", date(2023, 7, 3))
    text = register.read_bytes().decode()
    assert text.startswith("\ufeffSỔ ĐẾN;;\r\nTác giả;Ngày đến;Mật;Tệp đính kèm\r\n")
    assert text.endswith("Tỉnh ủy An Giang;1/7/2023;A\r\nTỉnh ủy Cà Mau;03/07/2023;;a.docx\r\n")


def test_a_workbook_register_keeps_its_form(home: Home, tmp_path: Path) -> None:
    home.inbox(PERIOD).mkdir(parents=True)
    path = home.inbox(PERIOD) / "register.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["SỔ CÔNG VĂN ĐẾN"])
    sheet.append(["Ngày đến", "Tác giả", "Ngày văn bản"])
    sheet.append([date(2023, 7, 1), "Tỉnh ủy An Giang", date(2023, 6, 30)])
    sheet.column_dimensions["B"].width = 44
    sheet["A1"].font = openpyxl.styles.Font(bold=True)
    book.save(path)
    ingest(home, [source(tmp_path, "a.docx")], PERIOD, "Cà Mau", date(2023, 7, 3))
    kept = openpyxl.load_workbook(path).active
    assert (kept.column_dimensions["B"].width, kept["A1"].font.bold) == (44, True)
    assert kept["D2"].value == "Tệp đính kèm"
    rows = collect(home, PERIOD).register
    assert [(r.province_id, r.received_date) for r in rows] == [
        ("an_giang", date(2023, 7, 1)),
        ("ca_mau", date(2023, 7, 3)),
    ]
    assert rows[1].attachments == ("a.docx",)


@pytest.mark.parametrize("period", ["2023", "../x"])
def test_a_wrong_period_changes_nothing(home: Home, tmp_path: Path, period: str) -> None:
    with pytest.raises(ValueError, match="period"):
        ingest(home, [source(tmp_path, "a.docx")], period)
    assert not home.raw_reports.exists()


def test_an_unknown_province_changes_nothing(home: Home, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"Cà Mâu.*Cà Mau"):
        ingest(home, [source(tmp_path, "a.docx")], PERIOD, "Cà Mâu")
    assert not home.raw_reports.exists()


def test_a_missing_file_changes_nothing(home: Home, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="mất"):
        ingest(home, [source(tmp_path, "a.docx"), tmp_path / "mất.docx"], PERIOD)
    assert not home.raw_reports.exists()


def test_a_register_without_headings_changes_nothing(home: Home, tmp_path: Path) -> None:
    home.inbox(PERIOD).mkdir(parents=True)
    (home.inbox(PERIOD) / "register.csv").write_text("lung tung")
    with pytest.raises(ValueError, match="tiêu đề"):
        ingest(home, [source(tmp_path, "a.docx")], PERIOD)
    assert [p.name for p in home.inbox(PERIOD).iterdir()] == ["register.csv"]


def test_clerks_at_the_same_time_lose_no_row(home: Home, tmp_path: Path) -> None:
    files = [source(tmp_path, f"{n}.docx", str(n)) for n in range(12)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda f: ingest(home, [f], PERIOD, "Cà Mau"), files))
    assert len({r.attachments for r in collect(home, PERIOD).register}) == 12
