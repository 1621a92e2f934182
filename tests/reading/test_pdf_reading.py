"""What a born-digital PDF says: (typst source, blocks as the page reads)."""

# ruff: noqa: E501  (a case stands on one line)
from __future__ import annotations

import pytest

from pipeline.reading.pdf_letters import Letter
from pipeline.reading.pdf_lines import rows_of
from pipeline.reading.pdf_tables import PageCell, PageTable, merged

LONG = "Tỉnh tiếp tục mở rộng quan hệ hợp tác với các địa phương nước ngoài trên nhiều lĩnh vực, " * 3


def letters(text: str, x: float, y: float, size: float = 10.0, lift: float = 0.0) -> list[Letter]:
    return [Letter(c, x + 5 * i, x + 5 * i + 5, y, size, False, lift) for i, c in enumerate(text)]


def test_order_is_that_of_the_page_and_not_of_the_stream():
    # As where accented letters come from a fallback font: all plain letters first, then the accented ones.
    plain = letters("S : /KH-UBND", 0, 50)
    scrambled = [plain[0], *plain[2:], Letter("ố", 5, 10, 50.2, 10.0, False, 0.0)]
    assert [s.text for row in rows_of(scrambled, 1) for s in row] == ["Số: /KH-UBND"]


def test_a_letter_drawn_over_itself_is_read_once():
    # Bold-italic Liberation Serif in a report of the sample draws "ơ" as a vowel and a horn, both coded U+01A1.
    horn = Letter("ơ", 8.5, 10.2, 49.5, 10.0, False, 0.0)
    ((segment,),) = rows_of([*letters("Nơi", 0, 50), horn], 1)
    assert segment.text == "Nơi"


@pytest.mark.parametrize(
    ("pieces", "text", "marks"),
    [
        ([letters("tỉnh", 0, 50), letters("2", 20, 46, 6)], "tỉnh", ((4, "2"),)),
        ([letters("tỉnh", 0, 50), letters("2", 20, 50, 10, lift=4.0), letters(", 02", 25, 50)], "tỉnh, 02", ((4, "2"),)),
        ([letters("12 m", 0, 50), letters("2", 20, 46, 6)], "12 m²", ()),
        ([letters("nhớ", 0, 50), letters("[3]", 15, 46, 6)], "nhớ", ((3, "3"),)),
    ],
)  # fmt: skip
def test_high_numbers_are_marks_and_never_digits_of_the_text(pieces, text, marks):
    ((segment,),) = rows_of([letter for piece in pieces for letter in piece], 1)
    assert (segment.text, segment.marks) == (text, marks)


def test_paragraphs_headings_and_footnotes(read_pdf):
    document = read_pdf(f"""
#set par(first-line-indent: (amount: 1cm, all: true))
*I. KẾT QUẢ*

1. Công tác đoàn ra

Tỉnh đã cử 02/11 đoàn ra cấp tỉnh#footnote[Đoàn đi Lào 03 ngày.], chiếm 18,2% kế hoạch. {LONG}

Nhà hữu nghị rộng 1.200 m#super[2] được khánh thành.
""")
    assert [(b.kind, b.label, b.text[:28]) for b in document.blocks] == [
        ("heading", "I.", "I. KẾT QUẢ"), ("heading", "1.", "1. Công tác đoàn ra"),
        ("paragraph", "", "Tỉnh đã cử 02/11 đoàn ra cấp"), ("paragraph", "", "Nhà hữu nghị rộng 1.200 m² đ"),
        ("footnote", "1", "Đoàn đi Lào 03 ngày."),
    ]  # fmt: skip
    paragraph = document.blocks[2]
    assert "cấp tỉnh, chiếm 18,2%" in paragraph.text
    assert paragraph.notes == ("1",)
    assert paragraph.text[: paragraph.note_offsets[0]].endswith("cấp tỉnh")
    assert paragraph.text.endswith("trên nhiều lĩnh vực,")


def test_notes_that_stand_before_the_signature(read_pdf):
    document = read_pdf(f"""
Tỉnh tiếp 08 đoàn#super[1] và cử 02 đoàn#super[2]. {LONG}

{LONG}

#text(size: 10pt)[1 Không kể khách du lịch.]

#text(size: 10pt)[2 Đi Lào.]

Nơi nhận: như trên.
""")
    assert [(b.kind, b.label, b.text[:24]) for b in document.blocks] == [
        ("paragraph", "", "Tỉnh tiếp 08 đoàn và cử "), ("paragraph", "", "Tỉnh tiếp tục mở rộng qu"),
        ("paragraph", "", "Nơi nhận: như trên."), ("footnote", "1", "Không kể khách du lịch."),
        ("footnote", "2", "Đi Lào."),
    ]  # fmt: skip


def test_a_heading_in_two_columns_is_read_column_by_column(read_pdf):
    document = read_pdf("""
#grid(columns: (1fr, 1fr), align: center,
  [TỈNH ỦY MẪU \\ \\* \\ Số 12-BC/TU], [*ĐẢNG CỘNG SẢN VIỆT NAM* \\ _Mẫu, ngày 05 tháng 7 năm 2023_])
#align(center)[*BÁO CÁO*]
""")
    assert [b.text for b in document.blocks] == [
        "TỈNH ỦY MẪU", "*", "Số 12-BC/TU", "ĐẢNG CỘNG SẢN VIỆT NAM", "Mẫu, ngày 05 tháng 7 năm 2023", "BÁO CÁO",
    ]  # fmt: skip


def test_running_lines_and_a_paragraph_over_the_page_break(read_pdf):
    document = read_pdf(f"""
#set page(header: [Tài liệu mẫu – số liệu giả định], numbering: "1", height: 12cm)
{LONG * 13} đến hết kỳ.

Tổng cộng 08 đoàn.
""")
    assert document.pages == 3
    assert [(b.kind, b.page) for b in document.blocks] == [
        ("header", 1), ("paragraph", 1), ("paragraph", 3), ("footer", 1),
    ]  # fmt: skip
    assert document.blocks[1].text == f"{LONG * 13}đến hết kỳ."
    assert document.blocks[1].place == "trang 1"


TABLE = """
#set page(height: 14cm)
Bảng 1. Các đoàn trong kỳ
#table(columns: (auto, 1fr, auto), table.header([TT], [Tên đoàn], [Số người]),
  ..range(1, 41).map(i => ([#i], [Đoàn số #i đi Lào], [#(i * 3)])).flatten(),
  table.cell(colspan: 2)[Tổng cộng], [2460])
Sau bảng.
"""


def test_a_table_over_page_breaks_is_one(read_pdf):
    document = read_pdf(TABLE)
    assert [b.kind for b in document.blocks] == ["paragraph", "table", "paragraph"]
    table = document.blocks[1]
    rows = table.text.split("\n")
    assert rows[0] == "TT\tTên đoàn\tSố người"
    assert rows[1:41] == [f"{i}\tĐoàn số {i} đi Lào\t{i * 3}" for i in range(1, 41)]
    assert rows[41:] == ["Tổng cộng\t2460"]
    total = table.cells[-2]
    assert (total.row, total.column_span, total.place.split(",")[0]) == (42, 2, f"trang {document.pages}")
    assert table.caption == "Bảng 1. Các đoàn trong kỳ"
    assert "Đoàn số" not in document.blocks[2].text


def page_table(page: int, *rows: tuple[str, ...]) -> PageTable:
    cells = tuple(
        PageCell(r, c, 1, 1, text, page) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)
    )
    return PageTable(page, 0, 100, page, (0.0, 50.0, 100.0, 150.0), cells)


@pytest.mark.parametrize(
    ("lower", "rows"),
    [
        ([("TT", "Tên", "Số"), ("2", "Nhật", "3")], [("2", "Nhật", "3")]),
        ([("", "và Thái Lan", "")], "continued"),
        ([("", "Tổng", "9")], [("", "Tổng", "9")]),  # a number under a number: a row of its own
        ([("II", "Đoàn vào", "")], [("II", "Đoàn vào", "")]),
    ],
)
def test_rows_after_a_page_break(lower, rows):
    upper = page_table(1, ("TT", "Tên", "Số"), ("1", "Lào", "2"))
    table = merged(upper, page_table(2, *lower))
    texts = [tuple(t for _, t in table.row_texts(row)) for row in range(2, table.rows + 1)]
    assert texts == ([("1", "Lào và Thái Lan", "2")] if rows == "continued" else [("1", "Lào", "2"), *rows])


def test_columns_without_lines_that_hold_numbers_are_a_table(read_pdf):
    document = read_pdf("""
#grid(columns: (8cm, 4cm), row-gutter: 8pt, [Đoàn ra], [02], [Đoàn vào], [08], [Viện trợ (USD)], [2.915.200])
""")
    (table,) = document.blocks
    assert (table.kind, table.text) == ("table", "Đoàn ra\t02\nĐoàn vào\t08\nViện trợ (USD)\t2.915.200")


def test_a_rotated_page_reads_as_it_is_displayed(read_bytes):
    import io

    import pypdfium2
    import typst

    source = "#set page(width: 10cm, height: 16cm)\n#rotate(-90deg, reflow: true)[Đoàn ra 02, đoàn vào 08]"
    pdf = pypdfium2.PdfDocument(typst.compile(source.encode()))
    pdf[0].set_rotation(90)
    out = io.BytesIO()
    pdf.save(out)
    assert read_bytes(out.getvalue(), "a.pdf").text == "Đoàn ra 02, đoàn vào 08"
