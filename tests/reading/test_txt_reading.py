"""What a plain text file says: (text as it stands, blocks as they read)."""

# ruff: noqa: E501  (a case stands on one line)
from __future__ import annotations

import pytest


def kinds(document):
    return [(b.kind, b.label, b.text) for b in document.blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_unicode_encodings(read_bytes, encoding):
    document = read_bytes("Tỉnh tiếp 08 đoàn khách quốc tế.".encode(encoding), "a.txt")
    assert document.text == "Tỉnh tiếp 08 đoàn khách quốc tế."


def test_code_page_1258_is_joined_to_whole_letters(read_bytes):
    # Windows-1258 writes tones after the vowel: "tê" + acute.
    data = "Ti\u00ea\u0301p nh\u00e2\u0323n vi\u00ea\u0323n tr\u01a1\u0323".encode("cp1258")
    document = read_bytes(data, "a.txt")
    assert document.text == "Tiếp nhận viện trợ"
    assert document.warnings == ("không phải UTF-8, đã đọc theo bảng mã Windows-1258",)


def test_an_encoding_that_nobody_knows_is_refused(read_bytes):
    document = read_bytes("§éc lËp - Tù do - H¹nh phóc, c«ng t¸c ®èi ngo¹i".encode("latin-1"), "a.txt")
    assert (document.state, "bảng mã" in document.reason) == ("unreadable", True)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("I. KẾT QUẢ\n\n1. Đoàn ra\n\nTỉnh cử 02 đoàn.",
         [("heading", "I.", "I. KẾT QUẢ"), ("heading", "1.", "1. Đoàn ra"), ("paragraph", "", "Tỉnh cử 02 đoàn.")]),
        ("1. Tiếp tục triển khai công tác đoàn ra.", [("list_item", "1.", "1. Tiếp tục triển khai công tác đoàn ra.")]),
        ("1.2. Hoạt động ngoại giao", [("heading", "1.2.", "1.2. Hoạt động ngoại giao")]),
        ("1.5 triệu USD", [("paragraph", "", "1.5 triệu USD")]),
        ("- Viện trợ phi chính phủ\n\nTrong kỳ, tỉnh tiếp nhận 04 dự án mới.",
         [("heading", "-", "- Viện trợ phi chính phủ"), ("paragraph", "", "Trong kỳ, tỉnh tiếp nhận 04 dự án mới.")]),
        ("Nơi nhận:\n- Như trên;\n- Lưu: VT.",
         [("paragraph", "", "Nơi nhận:"), ("list_item", "-", "- Như trên;"), ("list_item", "-", "- Lưu: VT.")]),
        ("**BÁO CÁO****Kết quả** *sáu tháng*",
         [("heading", "", "BÁO CÁO"), ("paragraph", "", "Kết quả sáu tháng")]),
        ("TỈNH ỦY MẪU\n*\nSố 12-BC/TU",
         [("heading", "", "TỈNH ỦY MẪU"), ("paragraph", "", "*"), ("paragraph", "", "Số 12-BC/TU")]),
        ("câu bị ngắt\ndòng giữa chừng.", [("paragraph", "", "câu bị ngắt dòng giữa chừng.")]),
    ],
)  # fmt: skip
def test_structure_by_labels_and_lines(read_bytes, text, blocks):
    assert kinds(read_bytes(text.encode(), "a.txt")) == blocks


@pytest.mark.parametrize(
    ("text", "body", "notes", "note"),
    [
        ("Cử 02/11 đoàn cấp tỉnh², chiếm 18,2%.\n\n² Đoàn đi Lào.", "Cử 02/11 đoàn cấp tỉnh, chiếm 18,2%.", ("2",), "Đoàn đi Lào."),
        ("Cử 02 đoàn[1] đi Lào.\n\n[1] Do lãnh đạo tỉnh dẫn đầu.", "Cử 02 đoàn đi Lào.", ("1",), "Do lãnh đạo tỉnh dẫn đầu."),
        ("Cử 02 đoàn(1) đi Lào.\n\n(1) Do lãnh đạo tỉnh dẫn đầu.", "Cử 02 đoàn đi Lào.", ("1",), "Do lãnh đạo tỉnh dẫn đầu."),
        ("Nhà 1.200 m² cho 02 đoàn².\n\n² Đoàn đi Lào.", "Nhà 1.200 m² cho 02 đoàn.", ("2",), "Đoàn đi Lào."),
    ],
)  # fmt: skip
def test_printed_marks_become_notes(read_bytes, text, body, notes, note):
    first, second = read_bytes(text.encode(), "a.txt").blocks
    assert (first.text, first.notes, second.kind, second.text) == (body, notes, "footnote", note)
    assert second.label == notes[0]


def test_a_bracketed_list_is_no_footnote(read_bytes):
    document = read_bytes("Gồm:\n\n(1) Lào 02 đoàn.\n\n(2) Nhật Bản 01 đoàn.".encode(), "a.txt")
    assert [b.kind for b in document.blocks] == ["paragraph", "list_item", "list_item"]


def test_a_paragraph_that_notes_cut_in_two_is_one(read_bytes):
    text = "Tỉnh đã ký bản ghi nhớ¹ với\n\n¹ Ký ngày 12/4.\n\ntỉnh Champasak và 02 đối tác."
    first, second = read_bytes(text.encode(), "a.txt").blocks
    assert first.text == "Tỉnh đã ký bản ghi nhớ với tỉnh Champasak và 02 đối tác."
    assert second.text == "Ký ngày 12/4."


@pytest.mark.parametrize(
    "text", ["STT\tTên\tSố\n1\tLào\t02\n", "| STT | Tên | Số |\n|---|---|---|\n| 1 | Lào | 02 |\n"]
)
def test_lines_of_tabs_or_pipes_are_a_table(read_bytes, text):
    (block,) = read_bytes(text.encode(), "a.txt").blocks
    assert [(c.row, c.column, c.text) for c in block.cells] == [
        (1, 1, "STT"), (1, 2, "Tên"), (1, 3, "Số"), (2, 1, "1"), (2, 2, "Lào"), (2, 3, "02"),
    ]  # fmt: skip
