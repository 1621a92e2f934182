"""From an inbox to submissions: dispatches, duplicates, replacement, what is left out, as-of dates."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

import pytest

from pipeline.inbox.records import Inbox, InboxFile, RegisterRow
from pipeline.reading.document import Block, Document
from pipeline.submissions import Assigned, FileRecord, Submission, assign

PERIOD = "2023-06"


def report(
    province: str = "Cà Mau",
    number: str = "12-BC/TU",
    day: str = "20",
    extra: str = "",
    body: str = "04 đoàn ra",
) -> str:
    number_line = f"Số {number}\n" if number else ""
    date_line = f"{province}, ngày {day} tháng 6 năm 2023\n" if day else ""
    return (
        f"TỈNH ỦY {province.upper()}\n{number_line}{date_line}BÁO CÁO\n"
        f"Kết quả công tác đối ngoại 6 tháng đầu năm 2023\n{extra}\nTài liệu mẫu – số liệu giả định\n"
        f"Ban Thường vụ Tỉnh ủy {province} kính báo cáo như sau: năm nay tỉnh đã cử {body}.\n"
        f"{'Các hoạt động đối ngoại của tỉnh đã được triển khai đồng bộ và hiệu quả. ' * 12}\n"
        "Nơi nhận:\n- Ban Đối ngoại Trung ương."
    )


ANNEX = (
    "PHỤ LỤC\nDanh sách đoàn ra 6 tháng đầu năm 2023\nTài liệu mẫu – số liệu giả định\n"
    "TT\tTên đoàn\n1\tĐoàn A"
)
COVER = (
    "TỈNH ỦY CÀ MAU\nSố 900-CV/TU\nKính gửi: Ban Đối ngoại Trung ương\nTài liệu mẫu – số liệu giả định\n"
    "Tỉnh ủy Cà Mau trân trọng gửi Báo cáo số 12-BC/TU (kèm theo công văn này)."
)


class Box:
    """An inbox in memory: files with their texts (None: unreadable) and register rows."""

    def __init__(self) -> None:
        self.files: list[InboxFile] = []
        self.documents: dict[str, Document] = {}
        self.rows: list[RegisterRow] = []

    def file(self, path: str, text: str | None, arrived: str = "2023-07-01", sha: str = "") -> Box:
        key = sha or hashlib.sha256(f"{path}{text}".encode()).hexdigest()
        name, form = path.rsplit("/", 1)[-1], path.rsplit(".", 1)[-1]
        self.files.append(InboxFile(key, f"{PERIOD}/{path}", 100, datetime.fromisoformat(arrived)))
        if text is None:
            self.documents[key] = Document(key, name, form, state="unreadable", reason="Tệp có mật khẩu.")
        else:
            blocks = tuple(Block("paragraph", t, f"đoạn {i}") for i, t in enumerate(text.split("\n")) if t)
            self.documents[key] = Document(key, name, form, blocks)
        return self

    def row(self, province_id: str, **fields: Any) -> Box:
        author = fields.pop("author", f"Tỉnh ủy ({province_id})")
        fields.setdefault("received_date", date(2023, 7, 3))
        self.rows.append(RegisterRow(len(self.rows) + 2, author, province_id, **fields))
        return self

    def assign(self, as_of: date | None = None) -> Assigned:
        later = tuple(r for r in self.rows if as_of and r.received_date and r.received_date > as_of)
        rows = tuple(r for r in self.rows if r not in later)
        inbox = Inbox(PERIOD, tuple(self.files), rows, (), later)
        return assign(inbox, self.documents, as_of)


def states(result: Assigned) -> dict[str, str]:
    return {f.path.removeprefix(f"{PERIOD}/"): f.state for f in result.files}


def the(result: Assigned) -> Submission:
    assert len(result.submissions) == 1, result
    return result.submissions[0]


def record(result: Assigned, path: str) -> FileRecord:
    return next(f for f in result.files if f.path == f"{PERIOD}/{path}")


# --- what the register and the document say


def test_a_report_without_a_register_says_itself_whose_it_is() -> None:
    made = the(Box().file("x.docx", report(), "2023-07-02T09:30").assign())
    assert (made.province_id, made.months, made.issuer) == ("ca_mau", 6, "Tỉnh ủy Cà Mau")
    assert (made.document_number, made.sent_date) == ("12-BC/TU", date(2023, 6, 20))
    assert (made.received_date, made.received_source) == (date(2023, 7, 2), "arrival")


def test_the_register_wins_over_the_paper_for_number_and_dates() -> None:
    box = (
        Box().file("x.docx", report()).row("ca_mau", document_number="12-BC/TU", sent_date=date(2023, 6, 21))
    )
    made = the(box.assign())
    assert (made.sent_date, made.received_date, made.received_source) == (
        date(2023, 6, 21),
        date(2023, 7, 3),
        "register",
    )
    assert made.register_row == 2


def test_the_file_name_is_the_last_resort() -> None:
    text = "BÁO CÁO\nCông tác đối ngoại 6 tháng đầu năm 2023\nTỉnh báo cáo như sau: đã đón 04 đoàn."
    assert the(Box().file("BC_DongThap_6T2023.docx", text).assign()).province_id == "dong_thap"
    assert the(Box().file("Bạc Liêu/bc.docx", text).assign()).province_id == "bac_lieu"


def test_a_report_of_nobody_is_kept_and_told() -> None:
    text = "BÁO CÁO\nCông tác đối ngoại 6 tháng đầu năm 2023\nĐơn vị báo cáo như sau: đã đón 04 đoàn."
    result = Box().file("bc.docx", text).assign()
    assert not result.submissions
    assert states(result) == {"bc.docx": "read"}
    assert [f.subject for f in result.findings] == [f"{PERIOD}/bc.docx"]


def test_a_paper_that_names_another_province_than_the_register_is_the_papers() -> None:
    box = Box().file("x.docx", report("Hải Dương")).row("ha_nam", attachments=("x.docx",))
    result = box.assign()
    assert {(s.province_id, s.readable) for s in result.submissions} == {
        ("hai_duong", True),
        ("ha_nam", False),
    }
    assert any("Hải Dương" in f.message for f in result.findings)


# --- dispatches of several files


def test_a_row_with_several_files_is_one_submission() -> None:
    box = Box().file("a.docx", report()).file("b.xlsx", ANNEX).file("c.docx", COVER)
    made = box.row("ca_mau", attachments=("a.docx", "b.xlsx", "C.DOCX")).assign()
    assert {f.role for f in made.files} == {"report", "annex", "cover_letter"}
    assert {f.submission_id for f in made.files} == {the(made).submission_id}


def test_annexes_come_with_the_report_in_their_folder() -> None:
    box = Box().file("dot1/a.docx", report()).file("dot1/bieu.xlsx", ANNEX)
    result = box.file("b.docx", report("Bến Tre", "3-BC/TU")).assign()
    assert record(result, "dot1/bieu.xlsx").submission_id == record(result, "dot1/a.docx").submission_id
    assert len(result.submissions) == 2


def test_annexes_come_with_the_report_of_a_like_name() -> None:
    box = Box().file("12-BC-TU Ca Mau.docx", report()).file("12-BC-TU Ca Mau phu luc 1.xlsx", ANNEX)
    result = box.file("b.docx", report("Bến Tre", "3-BC/TU")).assign()
    assert (
        record(result, "12-BC-TU Ca Mau phu luc 1.xlsx").submission_id
        == record(result, "12-BC-TU Ca Mau.docx").submission_id
    )


def test_an_annex_of_nobody_is_told() -> None:
    box = Box().file("a.docx", report()).file("b.docx", report("Bến Tre")).file("bieu.xlsx", ANNEX)
    result = box.assign()
    assert record(result, "bieu.xlsx").submission_id == ""
    assert any(f.subject.endswith("bieu.xlsx") for f in result.findings)


def test_files_find_their_row_by_number_then_by_province() -> None:
    box = (
        Box()
        .file("x.docx", report(number="13-BC/TU"))
        .file("y.docx", report(number="", day="", body="9 đoàn"))
    )
    box.row("ca_mau", document_number="12-BC/TU").row("ca_mau", document_number="13-BC/TU")
    result = box.assign()
    rows = {s.submission_id: s.register_row for s in result.submissions}
    assert rows[record(result, "x.docx").submission_id] == 3
    assert rows[record(result, "y.docx").submission_id] == 2


def test_a_paper_with_another_number_does_not_fill_a_row() -> None:
    result = (
        Box().file("x.docx", report(number="14-BC/TU")).row("ca_mau", document_number="12-BC/TU").assign()
    )
    assert {s.readable for s in result.submissions} == {True, False}


def test_a_row_whose_file_never_came_is_a_submission() -> None:
    made = the(Box().row("ca_mau", sent_date=date(2023, 6, 20), attachments=("mat.docx",)).assign())
    assert (made.readable, made.months) == (False, 6)
    assert "chưa có tệp" in made.reason


def test_a_row_that_registers_a_plan_is_no_submission() -> None:
    assert not Box().row("ca_mau", subject="Kế hoạch công tác đối ngoại năm 2023").assign().submissions
    assert Box().row("ca_mau", subject="V/v báo cáo công tác đối ngoại 6 tháng").assign().submissions


def test_a_row_whose_file_is_a_plan_is_no_submission() -> None:
    plan = "UBND TỈNH CÀ MAU\nSố: 1/KH-UBND\nKẾ HOẠCH\nĐối ngoại năm 2023\nTài liệu mẫu – số liệu giả định"
    result = Box().file("kh.docx", plan).row("ca_mau", attachments=("kh.docx",)).assign()
    assert not result.submissions
    assert (record(result, "kh.docx").state, record(result, "kh.docx").submission_id) == ("no_report", "")
    assert result.findings


# --- duplicates


def test_identical_bytes_are_a_duplicate() -> None:
    result = Box().file("a.docx", report(), sha="f" * 64).file("b.docx", report(), sha="f" * 64).assign()
    assert states(result) == {"a.docx": "read", "b.docx": "duplicate"}
    assert "a.docx" in record(result, "b.docx").reason
    assert record(result, "b.docx").submission_id == the(result).submission_id


def test_one_paper_in_two_formats_is_one_submission() -> None:
    printed = report().replace("\nNơi nhận", "\n2\nNơi nhận")
    result = Box().file("b.pdf", printed).file("a.docx", report()).assign()
    assert states(result) == {"a.docx": "read", "b.pdf": "duplicate"}
    assert the(result).readable


def test_the_same_words_with_another_figure_are_no_duplicate() -> None:
    one, other = report(number="", day=""), report(number="", day="", body="05 đoàn ra")
    result = Box().file("a.docx", one).file("b.pdf", other).assign()
    assert set(states(result).values()) == {"read"}
    assert len(result.submissions) == 2


def test_a_second_paper_that_says_nothing_leaves_both_in_force() -> None:
    second = report(number="15-BC/TU", day="28", body="06 đoàn ra")
    result = Box().file("a.docx", report()).file("b.docx", second).assign()
    assert len(result.submissions) == 2
    assert not any(s.superseded_by or s.replaces for s in result.submissions)
    assert any("không bản nào nói thay thế" in f.message for f in result.findings)


# --- replacement


def test_a_paper_that_replaces_another_supersedes_it_and_its_files() -> None:
    second = report(
        number="15-BC/TU", day="28", body="06 đoàn", extra="(Thay thế Báo cáo số 12-BC/TU ngày 20/6/2023)"
    )
    result = Box().file("a.docx", report()).file("phu luc a.xlsx", ANNEX).file("b.docx", second).assign()
    old, new = sorted(result.submissions, key=lambda s: s.document_number)
    assert (new.replacement, new.replaces, old.superseded_by) == (
        "whole",
        old.submission_id,
        new.submission_id,
    )
    assert states(result)["a.docx"] == "superseded"
    assert states(result)["b.docx"] == "read"


def test_a_paper_that_amends_another_leaves_it_in_force() -> None:
    second = report(
        number="15-BC/TU", day="28", body="06 đoàn", extra="(Đính chính số liệu tại Báo cáo số 12-BC/TU)"
    )
    result = Box().file("a.docx", report()).file("b.docx", second).assign()
    old, new = sorted(result.submissions, key=lambda s: s.document_number)
    assert (new.replacement, new.replaces, old.superseded_by) == ("values", old.submission_id, "")
    assert set(states(result).values()) == {"read"}


def test_the_register_may_say_that_a_paper_replaces_another() -> None:
    second = report(number="15-BC/TU", day="28", body="06 đoàn")
    box = Box().file("a.docx", report()).file("b.docx", second).row("ca_mau", document_number="12-BC/TU")
    result = box.row("ca_mau", document_number="15-BC/TU", note="Thay thế báo cáo số 12-BC/TU").assign()
    assert [s.document_number for s in result.submissions if s.superseded_by] == ["12-BC/TU"]


def test_replacing_a_paper_that_nobody_has_is_told() -> None:
    only = report(number="15-BC/TU", extra="(Thay thế Báo cáo số 99-BC/TU)")
    result = Box().file("b.docx", only).assign()
    assert (the(result).replacement, the(result).replaces) == ("whole", "")
    assert any("không thấy báo cáo đó" in f.message for f in result.findings)


# --- unreadable files, dates, stability


def test_an_unreadable_file_counts_for_the_province_in_its_name() -> None:
    result = Box().file("BC Ca Mau.pdf", None).assign()
    assert (the(result).province_id, the(result).readable) == ("ca_mau", False)
    assert "Tệp có mật khẩu." in the(result).reason
    assert states(result) == {"BC Ca Mau.pdf": "unreadable"}


def test_an_unreadable_file_counts_for_the_province_of_its_row() -> None:
    made = the(Box().file("scan.pdf", None).row("ca_mau", attachments=("scan.pdf",)).assign())
    assert (made.province_id, made.readable) == ("ca_mau", False)


def test_an_unreadable_copy_beside_a_readable_report_does_no_harm() -> None:
    result = Box().file("bc ca mau.docx", report()).file("bc ca mau.pdf", None).assign()
    assert the(result).readable
    assert states(result)["bc ca mau.pdf"] == "unreadable"


def test_an_unreadable_file_of_nobody_is_kept_and_told() -> None:
    result = Box().file("scan0001.pdf", None).assign()
    assert not result.submissions
    assert states(result) == {"scan0001.pdf": "unreadable"}
    assert result.findings


def test_received_before_sent_is_flagged_and_left_as_it_stands() -> None:
    result = Box().row("ha_nam", sent_date=date(2023, 6, 20), received_date=date(2023, 6, 19)).assign()
    made = the(result)
    assert (made.sent_date, made.received_date) == (date(2023, 6, 20), date(2023, 6, 19))
    assert "Ngày nhận (19/6/2023) trước ngày gửi (20/6/2023)" in made.reason
    assert [f.subject for f in result.findings] == ["Hà Nam"]


def test_only_what_was_received_by_the_day_counts() -> None:
    box = (
        Box()
        .file("a.docx", report(), "2023-06-21")
        .file("b.docx", report("Bến Tre", "3-BC/TU"), "2023-07-09")
    )
    box.file("c.docx", report("Hà Nam", "4-BC/TU"), "2023-06-01").file(
        "d.docx", report("An Giang", "5-BC/TU"), "2024-01-01"
    )
    box.row("ha_nam", received_date=date(2023, 7, 5)).row("an_giang", received_date=date(2023, 6, 25))
    result = box.assign(date(2023, 6, 30))
    assert {s.province_id for s in result.submissions} == {"ca_mau", "an_giang"}
    assert set(states(result)) == {"a.docx", "d.docx"}


EARLY, LATE = "2023-06-21", "2023-07-09"


@pytest.mark.parametrize(
    ("register", "there"),
    [
        pytest.param(None, {"a.docx"}, id="no row: each by its own arrival"),
        pytest.param({}, {"a.docx", "a phu luc.xlsx"}, id="row: by its day, whenever the files were copied"),
        pytest.param({"received_date": None}, {"a.docx"}, id="a row without a day says nothing"),
    ],
)
def test_an_annex_that_came_after_the_day_is_no_part_of_the_edition(
    register: dict[str, Any] | None, there: set[str]
) -> None:
    box = Box().file("a.docx", report(), EARLY).file("a phu luc.xlsx", ANNEX, LATE)
    if register is not None:
        box.row(
            "ca_mau",
            attachments=("a.docx", "a phu luc.xlsx"),
            **{"received_date": date(2023, 6, 22), **register},
        )
    result = box.assign(date(2023, 6, 30))
    assert set(states(result)) == there
    assert the(result).readable
    assert {f.submission_id for f in box.assign().files} == {the(result).submission_id}


def test_a_report_that_came_after_its_annex_says_nothing_yet() -> None:
    box = Box().file("dot1/bieu ca mau.xlsx", ANNEX, EARLY).file("dot1/bc.docx", report(), LATE)
    result = box.assign(date(2023, 6, 30))
    assert set(states(result)) == {"dot1/bieu ca mau.xlsx"}
    assert (the(result).document_number, the(result).sent_date) == ("", None)
    assert "Chỉ có phụ lục" in the(result).reason


def test_a_paper_in_a_form_that_came_later_does_not_set_aside_the_one_that_was_there() -> None:
    box = Box().file("b.pdf", report(), EARLY).file("a.docx", report() + "\n", LATE)
    assert states(box.assign(date(2023, 6, 30))) == {"b.pdf": "read"}
    assert states(box.assign()) == {"a.docx": "read", "b.pdf": "duplicate"}


def test_bytes_that_came_twice_count_from_the_first_time() -> None:
    box = Box().file("a.docx", report(), LATE, sha="f" * 64).file("b.docx", report(), EARLY, sha="f" * 64)
    assert states(box.assign(date(2023, 6, 30))) == {"b.docx": "read"}
    assert states(box.assign()) == {"a.docx": "read", "b.docx": "duplicate"}


def test_a_replacement_that_came_later_does_not_supersede_yet() -> None:
    second = report(number="15-BC/TU", day="28", extra="(Thay thế Báo cáo số 12-BC/TU)")
    box = Box().file("a.docx", report(), "2023-06-21").file("b.docx", second, "2023-07-09")
    assert not the(box.assign(date(2023, 6, 30))).superseded_by


def test_ids_are_stable_when_the_file_comes_after_the_row() -> None:
    fields = {"document_number": "12-BC/TU", "sent_date": date(2023, 6, 20)}
    before = the(Box().row("ca_mau", **fields).assign())
    after = the(Box().row("ca_mau", **fields).file("x.docx", report()).assign())
    assert before.submission_id == after.submission_id
    assert (before.readable, after.readable) == (False, True)


def test_the_same_inbox_gives_the_same_answer() -> None:
    box = Box().file("a.docx", report()).file("b.docx", report("Bến Tre")).row("ha_nam")
    assert box.assign() == box.assign()


def test_a_province_whose_name_sounds_like_a_table_has_no_annex_for_it() -> None:
    result = Box().file("BC 430 Cao Bằng.docx", None).assign()
    assert record(result, "BC 430 Cao Bằng.docx").role == "report"


def test_members_of_an_archive_go_with_the_row_that_names_the_archive() -> None:
    box = Box().file("goi.zip!a.docx", report()).file("goi.zip!bieu.xlsx", ANNEX)
    box.files = [InboxFile(f.sha256, f.path, f.size, f.arrived, parent="e" * 64) for f in box.files]
    result = box.row("ca_mau", attachments=("goi.zip",)).assign()
    assert {f.submission_id for f in result.files} == {the(result).submission_id}
    assert {f.parent for f in result.files} == {"e" * 64}
    assert not result.findings
