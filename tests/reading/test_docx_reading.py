"""What a Word file says: (XML as Word writes it, blocks as the paper reads)."""

# ruff: noqa: E501  (a case stands on one line)
from __future__ import annotations

import pytest

MARK = '<w:footnoteReference w:id="{}"/>'


def p(text: str, properties: str = "", run: str = "") -> str:
    inner = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (p("tiếp 08 đoàn"), "tiếp 08 đoàn"),
        (p("tie\u0302\u0301p\u00a008 đoàn"), "tiếp 08 đoàn"),  # NFD and a no-break space
        ("<w:p><w:r><w:t>có </w:t></w:r><w:ins><w:r><w:t>12</w:t></w:r></w:ins>"
         "<w:del><w:r><w:delText>11</w:delText></w:r></w:del><w:r><w:t> đoàn</w:t></w:r></w:p>", "có 12 đoàn"),
        ("<w:p><w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>mới</w:t></w:r></w:moveTo></w:p>",
         "mới"),
        ("<w:p><w:r><w:t>thấy</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn 99</w:t></w:r></w:p>", "thấy"),
        ('<w:p><w:r><w:t>trang </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 7'
         '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r><w:r>'
         '<w:fldChar w:fldCharType="end"/></w:r></w:p>', "trang 3"),
        ("<w:p><w:r><w:t>đối</w:t><w:softHyphen/><w:t>ngoại</w:t><w:tab/><w:t>x</w:t><w:br/><w:t>y</w:t></w:r></w:p>",
         "đốingoại\tx\ny"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + p("trong ô điều khiển") + "</w:sdtContent></w:sdt>", "trong ô điều khiển"),
        ("<w:p><w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink></w:p>", "liên kết"),
        ("<w:p><w:r><w:t>1.200 m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r></w:p>",
         "1.200 m²"),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>một </w:t></w:r></w:p>" + p("đoạn"), "một đoạn"),
    ],
)  # fmt: skip
def test_words_of_a_paragraph(read_docx, paragraph, text):
    assert [b.text for b in read_docx(paragraph).blocks] == [text]


def test_a_text_box_stands_once(read_docx):
    box = f"<w:txbxContent>{p('trong khung')}</w:txbxContent>"
    document = read_docx(
        '<w:p><w:r><w:t>ngoài khung</w:t><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("paragraph", "ngoài khung"),
        ("textbox", "trong khung"),
    ]


NUMBERING = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def numbered(text: str, level: int, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_counted_labels_are_those_that_word_prints(read_docx):
    document = read_docx(
        numbered("một.", 0) + numbered("hai.", 1) + numbered("ba.", 1) + numbered("bốn.", 2) + numbered("năm.", 0)
        + numbered("sáu.", 1) + numbered("chấm.", 0, 2) + numbered("lại.", 0, 3),
        numbering=NUMBERING,
    )  # fmt: skip
    assert [(b.label, b.text, b.level) for b in document.blocks] == [
        ("I.", "một.", 1), ("1.1.", "hai.", 2), ("1.2.", "ba.", 2), ("a)", "bốn.", 3), ("II.", "năm.", 1),
        ("2.1.", "sáu.", 2), ("•", "chấm.", 1), ("V.", "lại.", 1),
    ]  # fmt: skip


def test_headings_by_style_outline_and_label(read_docx):
    styles = """<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
    <w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/><w:basedOn w:val="H2"/></w:style>"""
    document = read_docx(
        p("I. KẾT QUẢ") + p("Kiều bào", '<w:pStyle w:val="Muc"/>') + p("Đoàn ra", '<w:outlineLvl w:val="2"/>')
        + p("1. Đoàn vào", run="<w:b/>") + p("1. Tổ chức 02 đoàn; tiếp 05 đoàn."),
        styles=styles,
    )  # fmt: skip
    assert [(b.kind, b.level, b.label) for b in document.blocks] == [
        ("heading", 1, "I."), ("heading", 2, ""), ("heading", 3, ""), ("heading", 2, "1."), ("list_item", 2, "1."),
    ]  # fmt: skip


def test_footnote_marks_leave_the_text_and_point_to_their_notes(read_docx):
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    note = '<w:footnote w:id="{}">{}</w:footnote>'
    document = read_docx(
        f"<w:p><w:r><w:t>02 đoàn</w:t></w:r>{reference.format(7)}<w:r><w:t> và 05 đoàn</w:t></w:r>{reference.format(3)}</w:p>",
        footnotes=note.format(3, p("Nhật Bản."))
        + note.format(7, p("Lào."))
        + note.format(9, p("không ai nhắc")),
    )
    body, first, second = document.blocks
    assert (body.text, body.notes, body.note_offsets) == ("02 đoàn và 05 đoàn", ("1", "2"), (7, 18))
    assert [(b.kind, b.label, b.text) for b in (first, second)] == [
        ("footnote", "1", "Lào."), ("footnote", "2", "Nhật Bản."),
    ]  # fmt: skip


def test_a_merged_cell_stands_once_with_its_spans(read_docx):
    document = read_docx(
        p("Bảng 1. Đoàn ra")
        + table(
            cell("TT", '<w:vMerge w:val="restart"/>') + cell("Số đoàn", '<w:gridSpan w:val="2"/>'),
            cell("", "<w:vMerge/>") + cell("Thực hiện") + cell("Kế hoạch"),
            cell("1") + cell("02") + cell("11"),
        )
    )
    block = document.blocks[1]
    assert block.caption == "Bảng 1. Đoàn ra"
    assert [(c.row, c.column, c.text, c.row_span, c.column_span) for c in block.cells] == [
        (1, 1, "TT", 2, 1), (1, 2, "Số đoàn", 1, 2), (2, 2, "Thực hiện", 1, 1), (2, 3, "Kế hoạch", 1, 1),
        (3, 1, "1", 1, 1), (3, 2, "02", 1, 1), (3, 3, "11", 1, 1),
    ]  # fmt: skip
    assert block.cells[-1].place == "bảng 1, hàng 3, cột 3"


def test_a_table_in_a_cell_is_a_table_of_its_own(read_docx):
    inner = table(cell("trong") + cell("12"))
    document = read_docx(table(cell("ngoài") + f"<w:tc>{inner}{p('cuối ô')}</w:tc>"))
    assert [b.text for b in document.blocks] == ["ngoài\tcuối ô", "trong\t12"]


def test_headers_stand_apart_from_the_text(read_docx):
    document = read_docx(
        p("Nội dung")
        + '<w:sectPr><w:headerReference r:id="rheader"/><w:footerReference r:id="rfooter"/></w:sectPr>',
        header=p("Tài liệu mẫu – số liệu giả định"),
        footer=p("2"),
    )
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("header", "Tài liệu mẫu – số liệu giả định"), ("paragraph", "Nội dung"),
    ]  # fmt: skip
    assert document.text == "Nội dung"


def test_places_count_paragraphs_with_words(read_docx):
    document = read_docx(p("một") + p("") + p("hai") + table(cell("3") + cell("x")) + p("ba"))
    assert [b.place for b in document.blocks] == ["đoạn 1", "đoạn 2", "bảng 1", "đoạn 3"]


def test_an_old_font_is_warned_about(read_docx):
    document = read_docx(p("Céng hoµ", run='<w:rFonts w:ascii=".VnTime"/>'))
    assert any("TCVN3" in warning for warning in document.warnings)
