"""The incoming-document book: headings, dates, authors, and what is said when something is wrong."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.home import Home
from pipeline.inbox import Inbox, collect
from pipeline.inbox.dates import register_date

PERIOD = "2023-06"
HEADINGS = "Số đến,Ngày đến,Cơ quan ban hành,Số ký hiệu,Ngày văn bản,Trích yếu,Tệp đính kèm,Ghi chú"
ROW = "7,03/07/2023,Tỉnh ủy Cà Mau,12-BC/TU,20/06/2023,Báo cáo 6 tháng,a.docx; b.xlsx,đủ"


def home(tmp_path: Path, text: str | None = None, encoding: str = "utf-8") -> Home:
    made = Home(tmp_path)
    made.inbox(PERIOD).mkdir(parents=True)
    if text is not None:
        (made.inbox(PERIOD) / "register.csv").write_bytes(text.encode(encoding))
    return made


def workbook(tmp_path: Path, rows: list[list[Any]]) -> Home:
    made = home(tmp_path)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(made.inbox(PERIOD) / "register.xlsx")
    return made


def messages(inbox: Inbox) -> str:
    return "\n".join(f"{f.subject}: {f.message} {f.action}" for f in inbox.findings)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_register_in_usual_encodings(tmp_path: Path, encoding: str, separator: str) -> None:
    row = ROW.replace("; ", "|")
    text = f"{HEADINGS}\n{row}\n".replace(",", separator)
    inbox = collect(home(tmp_path, text, encoding), PERIOD)
    (read,) = inbox.register
    assert (read.province_id, read.author, read.arrival_number) == ("ca_mau", "Tỉnh ủy Cà Mau", "7")
    assert (read.received_date, read.sent_date) == (date(2023, 7, 3), date(2023, 6, 20))
    assert (read.document_number, read.subject, read.note) == ("12-BC/TU", "Báo cáo 6 tháng", "đủ")
    assert read.attachments == ("a.docx", "b.xlsx")
    assert (inbox.findings, inbox.register_error) == ((), "")


def test_a_workbook_with_titles_other_order_and_other_words(tmp_path: Path) -> None:
    made = workbook(
        tmp_path,
        [
            ["SỔ ĐĂNG KÝ VĂN BẢN ĐẾN"],
            ["Năm 2023"],
            [],
            ["STT", "TÁC GIẢ", "Ngày, tháng", "NGÀY ĐẾN", "Số, ký hiệu", "Tên loại và trích yếu"],
            [1, "UBND tỉnh Bến Tre", datetime(2023, 6, 21), date(2023, 7, 1), "9/BC-UBND", "Báo cáo"],
            [2, "Sở Ngoại vụ Đà Nẵng", "22/6", 45110, 15, None],
        ],
    )
    inbox = collect(made, PERIOD)
    first, second = inbox.register
    assert (first.row, first.province_id, first.sent_date) == (5, "ben_tre", date(2023, 6, 21))
    assert (second.row, second.province_id, second.sent_date) == (6, "da_nang", date(2023, 6, 22))
    assert (second.received_date, second.document_number) == (date(2023, 7, 3), "15")
    assert inbox.findings == ()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("05/07/2023", date(2023, 7, 5)),
        ("5/7/2023", date(2023, 7, 5)),
        ("5-7-2023", date(2023, 7, 5)),
        ("05.07.23", date(2023, 7, 5)),
        ("2023-07-05", date(2023, 7, 5)),
        ("2023-07-05 08:30:00", date(2023, 7, 5)),
        ("5/7", date(2023, 7, 5)),
        ("ngày 5 tháng 7 năm 2023", date(2023, 7, 5)),
        (datetime(2023, 7, 5, 8), date(2023, 7, 5)),
        ("45112", date(2023, 7, 5)),
        ("", None),
        (None, None),
    ],
)
def test_dates_as_clerks_write_them(written: object, day: date | None) -> None:
    assert register_date(written, PERIOD) == day


@pytest.mark.parametrize("written", ["31/02/2023", "hôm qua", "5/7/2023 hoặc 6/7", "7", "20230705x"])
def test_a_date_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        register_date(written, PERIOD)


def test_a_day_without_year_after_new_year_belongs_to_the_next() -> None:
    assert register_date("5/1", "2022-12") == date(2023, 1, 5)
    assert register_date("28/12", "2022-12") == date(2022, 12, 28)


def test_an_unreadable_date_names_its_row_and_the_row_stays(tmp_path: Path) -> None:
    inbox = collect(home(tmp_path, f"{HEADINGS}\n{ROW.replace('03/07/2023', 'sáng nay')}\n"), PERIOD)
    assert inbox.register[0].received_date is None
    assert "dòng 2: Ngày đến không đọc được: “sáng nay”" in messages(inbox)


def test_an_unknown_author_is_kept_with_a_hint(tmp_path: Path) -> None:
    inbox = collect(home(tmp_path, f"{HEADINGS}\n{ROW.replace('Cà Mau', 'Cà Mâu Hạ')}\n"), PERIOD)
    assert (inbox.register[0].province_id, inbox.register[0].author) == ("", "Tỉnh ủy Cà Mâu Hạ")
    assert "dòng 2: Cơ quan ban hành “Tỉnh ủy Cà Mâu Hạ”" in messages(inbox)
    assert "Cà Mau" in inbox.findings[0].action


def test_a_province_of_another_time_is_unknown(tmp_path: Path) -> None:
    made = Home(tmp_path)
    made.inbox("2026-06").mkdir(parents=True)
    (made.inbox("2026-06") / "register.csv").write_text(f"{HEADINGS}\n{ROW.replace('Cà Mau', 'Hà Giang')}\n")
    assert collect(made, "2026-06").register[0].province_id == ""


def test_extra_columns_are_kept_and_told_once(tmp_path: Path) -> None:
    inbox = collect(home(tmp_path, f"{HEADINGS},Người nhận,Độ mật\n{ROW},An,\n"), PERIOD)
    assert inbox.register[0].extra == {"Người nhận": "An"}
    assert len(inbox.findings) == 1
    assert "“Người nhận”, “Độ mật”" in inbox.findings[0].message


def test_a_missing_mandatory_heading_says_what_to_do(tmp_path: Path) -> None:
    inbox = collect(home(tmp_path, "Cơ quan ban hành,Số ký hiệu\nTỉnh ủy Cà Mau,12-BC/TU\n"), PERIOD)
    assert inbox.register[0].document_number == "12-BC/TU"
    assert "thiếu cột “Ngày đến”" in messages(inbox)
    assert "Thêm cột “Ngày đến”" in messages(inbox)


def test_two_columns_of_one_meaning_are_told(tmp_path: Path) -> None:
    inbox = collect(home(tmp_path, f"{HEADINGS},Nơi gửi\n{ROW},Tỉnh ủy An Giang\n"), PERIOD)
    assert inbox.register[0].province_id == "ca_mau"
    assert "Hai cột cùng nghĩa" in messages(inbox)
    assert inbox.register[0].extra == {"Nơi gửi": "Tỉnh ủy An Giang"}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("register.csv", b"", "hàng tiêu đề"),
        ("register.csv", b"xin,chao\n1,2\n", "hàng tiêu đề"),
        ("register.csv", "Số đến,Ngày đến".encode("utf-16-le") + b"\xff\x00\xd8", "UTF-8"),
        ("register.xlsx", b"PK\x03\x04 not a workbook", "hỏng"),
        ("register.xlsx", b"", "hỏng"),
        ("register.csv", "Số đến,Ngày đến\n1,22/06/2023\n".encode(), "Cơ quan ban hành"),
    ],
)
def test_a_broken_register_is_told_and_never_taken_for_an_empty_one(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    made = home(tmp_path)
    (made.inbox(PERIOD) / name).write_bytes(content)
    (made.inbox(PERIOD) / "a.docx").write_bytes(b"x")
    inbox = collect(made, PERIOD)
    assert len(inbox.files) == 1
    assert says in messages(inbox)
    assert inbox.register_error.startswith(f"{PERIOD}/{name}: ")
    assert "\n" not in inbox.register_error
    assert says in inbox.register_error


def test_two_registers_are_told(tmp_path: Path) -> None:
    made = workbook(tmp_path, [["Ngày đến", "Tác giả", "Ngày văn bản"], ["1/7", "Tỉnh ủy An Giang", "30/6"]])
    (made.inbox(PERIOD) / "register.csv").write_text(f"{HEADINGS}\n{ROW}\n")
    inbox = collect(made, PERIOD)
    assert [r.province_id for r in inbox.register] == ["an_giang"]
    assert "hai sổ" in messages(inbox)


def test_rows_received_after_the_day_are_set_apart(tmp_path: Path) -> None:
    made = home(
        tmp_path, f"{HEADINGS}\n{ROW}\n{ROW.replace('03/07', '01/07')}\n{ROW.replace('03/07/2023', '')}\n"
    )
    inbox = collect(made, PERIOD, date(2023, 7, 2))
    assert [r.row for r in inbox.register] == [3, 4]
    assert [r.row for r in inbox.later_rows] == [2]
    assert len(collect(made, PERIOD).register) == 3
