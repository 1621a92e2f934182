"""The written inbox of June 2023: what the truth file says stands in the files."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import openpyxl
import pdfplumber
import pypdfium2
import pytest
from docx import Document
from docx.opc.exceptions import PackageNotFoundError

from pipeline.sample import write_sample
from pipeline.sample.marker import MARK


@dataclass(frozen=True)
class June:
    root: Path
    truth: dict[str, Any]

    def bytes_of(self, path: str) -> bytes:
        return (self.root / "raw_reports" / path).read_bytes()

    def file_of_case(self, case: str) -> tuple[str, dict[str, Any]]:
        return next((path, file) for path, file in self.truth["files"].items() if file["case"] == case)


@pytest.fixture(scope="module")
def june(tmp_path_factory: pytest.TempPathFactory) -> June:
    """2023-06 with all its special cases."""
    root = tmp_path_factory.mktemp("sample")
    summary = write_sample(root, only=("2023-06",))
    truth = json.loads(summary.truth.read_text(encoding="utf-8"))
    return June(root, truth["periods"]["2023-06"])


def text_of(data: bytes) -> str:
    """The words of a file, by what its bytes are, without white space."""
    if data[:4] == b"%PDF":
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
        text = "".join(pages)
    elif data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [
                n
                for n in archive.namelist()
                if re.fullmatch(
                    r"(word/(document|footnotes)|xl/sharedStrings|xl/worksheets/sheet\d+)\.xml", n
                )
            ]
            text = " ".join(archive.read(part).decode() for part in parts)
        text = re.sub(r"<w:del .*?</w:del>|<w:footnoteReference[^>]*>|<[^>]+>", "", text)
    else:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    return squeezed(unicodedata.normalize("NFC", text))


def squeezed(text: str) -> str:
    """Without white space, footnote marks and the escapes of XML."""
    return re.sub(r"\s|\[\^\d+\]|\(\d{1,2}\)|\|", "", text).replace("&amp;", "&").replace("&quot;", '"')


def test_printed_numbers_and_quotes_stand_in_the_files(june: June) -> None:
    checked = 0
    for path, file in june.truth["files"].items():
        data = june.bytes_of(path)
        if not file["figures"] or (data[:4] == b"%PDF" and file["case"] == "fallback_font"):
            continue
        text = text_of(data)
        for figure in file["figures"]:
            if path.endswith(".xlsx"):
                continue
            assert squeezed(figure["printed"]) in text, (path, figure)
            if data[:4] != b"%PDF":
                assert squeezed(figure["quote"]) in text, (path, figure)
            checked += 1
    assert checked > 1000


def test_workbooks_hold_their_figures_as_numbers(june: June) -> None:
    annexes = {path: file for path, file in june.truth["files"].items() if path.endswith(".xlsx")}
    assert annexes
    for path, file in annexes.items():
        book = openpyxl.load_workbook(io.BytesIO(june.bytes_of(path)))
        values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
        numbers = {round(value, 2) for value in values if isinstance(value, (int, float))}
        words = " ".join(value for value in values if isinstance(value, str))
        for figure in file["figures"]:
            scaled = {figure["value"], round(figure["value"] / 10**6, 2)}
            assert scaled & numbers or figure["printed"] in words, (path, figure)
        assert MARK in words


def test_no_report_states_a_thing_twice_with_two_values_unless_planned(june: June) -> None:
    planned = {"inner_contradiction", "disagreeing"}
    for province_id, entry in june.truth["provinces"].items():
        if entry.get("contradictions"):
            assert planned & set(entry["cases"]), province_id


def test_counts_of_the_period(june: June) -> None:
    truth = june.truth
    missing = {name for name, entry in truth["provinces"].items() if entry["status"] == "missing"}
    assert (truth["n_submitted"], truth["n_provinces"]) == (59, 63)
    assert missing == {"dien_bien", "kon_tum", "tra_vinh", "bac_lieu"}
    late = {name for name, entry in truth["provinces"].items() if entry.get("days_late")}
    assert {"ca_mau", "kien_giang"} <= late
    assert len(late) < 20
    early = {name for name, entry in truth["provinces"].items() if entry.get("received_before_sent")}
    assert early == {"son_la", "hai_duong"}


@pytest.mark.parametrize(
    ("case", "state"),
    [
        ("replaced", "superseded"),
        ("replaces", "read"),
        ("amended", "read"),
        ("amendment", "read"),
        ("disagreeing", "read"),
        ("duplicate", "duplicate"),
        ("plan", "no_report"),
        ("article", "no_report"),
        ("other_year", "no_report"),
        ("truncated", "unreadable"),
        ("locked", "unreadable"),
        ("empty", "unreadable"),
        ("wrong_extension", "read"),
        ("header_cut", "read"),
        ("inner_contradiction", "read"),
        ("contradictory_base", "read"),
        ("nfd", "read"),
        ("fallback_font", "read"),
        ("utf16", "read"),
        ("tracked", "read"),
    ],
)
def test_every_special_case_is_there(june: June, case: str, state: str) -> None:
    _, file = june.file_of_case(case)
    assert file["state"] == state


def test_bad_files_are_bad_in_their_way(june: June) -> None:
    truncated, locked, empty, misnamed = (
        june.bytes_of(june.file_of_case(case)[0])
        for case in ("truncated", "locked", "empty", "wrong_extension")
    )
    with pytest.raises((zipfile.BadZipFile, PackageNotFoundError)):
        Document(io.BytesIO(truncated))
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        pypdfium2.PdfDocument(locked)
    assert empty == b""
    assert misnamed[:2] == b"PK"
    assert june.file_of_case("wrong_extension")[0].endswith(".pdf")


def test_the_second_version_names_the_one_that_it_replaces(june: June) -> None:
    path, _ = june.file_of_case("replaces")
    first, second = june.truth["provinces"]["thanh_hoa"]["dispatches"]
    text = text_of(june.bytes_of(path))
    assert squeezed(f"thay thế Báo cáo số {first['number']}") in text
    assert first["number"] != second["number"]


def test_an_amendment_prints_both_values_and_the_truth_has_the_right_one(june: June) -> None:
    _, wrong = june.file_of_case("amended")
    path, right = june.file_of_case("amendment")
    for figure in right["figures"]:
        was = next(
            entry
            for entry in wrong["figures"]
            if (entry["indicator"], entry["role"]) == (figure["indicator"], figure["role"])
        )
        text = text_of(june.bytes_of(path))
        assert was["value"] != figure["value"]
        assert squeezed(figure["printed"]) in text
        final = [
            entry["value"]
            for entry in june.truth["provinces"]["lam_dong"]["figures"]
            if (entry["indicator"], entry["role"]) == (figure["indicator"], "actual")
        ]
        assert final == [figure["value"]]


def test_every_page_says_that_it_is_a_sample(june: June) -> None:
    for path in june.truth["files"]:
        data = june.bytes_of(path)
        if path.endswith(".docx") and june.truth["files"][path]["state"] != "unreadable":
            section = Document(io.BytesIO(data)).sections[0]
            assert section.header.paragraphs[0].text == MARK
        elif data[:4] == b"%PDF" and june.truth["files"][path]["case"] not in ("locked", "fallback_font"):
            for page in pypdfium2.PdfDocument(data):
                assert squeezed(MARK) in squeezed(page.get_textpage().get_text_range()), path
        elif path.endswith(".txt"):
            assert squeezed(MARK) in text_of(data)


def test_a_fallback_font_scatters_the_letters_for_a_reader_that_trusts_drawing_order(june: June) -> None:
    path, file = june.file_of_case("fallback_font")
    data = june.bytes_of(path)
    quote = next(
        f["quote"] for f in file["figures"] if f["family"] != "table" and re.search("[ạ-ỹ]", f["quote"])
    )
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        by_place = squeezed("".join(page.extract_text() for page in pdf.pages))
    assert squeezed(quote) in by_place
    assert squeezed(quote) not in text_of(data)


def test_tracked_changes_are_real(june: June) -> None:
    path, _ = june.file_of_case("tracked")
    with zipfile.ZipFile(io.BytesIO(june.bytes_of(path))) as archive:
        body = archive.read("word/document.xml").decode()
    assert "<w:ins " in body
    assert "999 đoàn" in re.search("<w:del .*?</w:del>", body)[0]  # type: ignore[index]


def test_register_has_titles_odd_rows_and_dates_of_both_kinds(june: June) -> None:
    sheet = openpyxl.load_workbook(june.root / "raw_reports/2023-06/register.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    headings = next(i for i, row in enumerate(rows) if sum(value is not None for value in row) > 5)
    body = rows[headings + 1 :]
    values = [value for row in body for value in row]
    assert headings >= 2
    assert len(rows[headings]) == 9
    assert "Tỉnh ủy Hà Sơn Bình" in values
    assert any(isinstance(value, date) for value in values)
    assert any(isinstance(value, str) and re.fullmatch(r"\d\d/\d\d?/\d{4}", value) for value in values)
    came = {path.rpartition("/")[2] for path in june.truth["files"]}
    promised = {
        name
        for value in values
        if isinstance(value, str)
        for name in value.split("; ")
        if name.endswith((".pdf", ".docx", ".txt"))
    }
    assert len(promised - came) == 1
    assert june.truth["register_findings"][-1]["kind"] == "unknown_sender"


def test_the_same_seed_writes_the_same_bytes(tmp_path_factory: pytest.TempPathFactory) -> None:
    trees = []
    for _ in range(2):
        root = tmp_path_factory.mktemp("again")
        write_sample(root, seed=3, only=("2023-07",))
        trees.append({p.relative_to(root): p.read_bytes() for p in root.rglob("*") if p.is_file()})
    assert {path.suffix for path in trees[0]} >= {".docx", ".pdf", ".xlsx", ".csv"}
    assert trees[0] == trees[1]


def test_files_carry_their_arrival_as_their_time(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("times")
    truth = json.loads(write_sample(root, only=("2022-12",)).truth.read_text(encoding="utf-8"))
    vietnam = timezone(timedelta(hours=7))
    for path, file in truth["periods"]["2022-12"]["files"].items():
        moment = datetime.fromtimestamp((root / "raw_reports" / path).stat().st_mtime, vietnam)
        assert moment.date().isoformat() == file["arrived"]
