"""Files that cannot be read: each is a document with a reason, and none an exception."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
import typst

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def locked_pdf() -> bytes:
    """A PDF whose Encrypt dictionary no empty password opens."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"ab" * 32 + b">/U<" + b"cd" * 32 + b">>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + trailer


def scanned_pdf() -> bytes:
    png = typst.compile(b"#set page(width: 60pt, height: 60pt)\n#rect(width: 30pt)", format="png")
    source = (
        b"#set page(margin: 0pt)\n#image(bytes((" + ",".join(map(str, png)).encode() + b")), width: 100%)"
    )
    return typst.compile(source)


def bomb(member: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(member, b" " * 20_000_000)
    return out.getvalue()


def workbook(rows: int) -> bytes:
    book = openpyxl.Workbook()
    for number in range(rows):
        book.active.append([number, "đoàn"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ENTITIES = (
    '<!DOCTYPE d [<!ENTITY a "đoàn"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t>'
    "</w:r></w:p></w:body></w:document>"
)


def entity_docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", ENTITIES)
    return out.getvalue()


def pages(count: int) -> bytes:
    return typst.compile(("#pagebreak()".join(["Trang báo cáo có số 12. "] * count)).encode())


@pytest.mark.parametrize(
    ("data", "format", "said"),
    [
        (b"", "empty", "rỗng"),
        (b" \n\t\n", "empty", "rỗng"),
        (workbook(3)[:900], "xlsx", "cắt cụt"),
        (locked_pdf(), "pdf", "mật khẩu"),
        (pages(1)[:400], "pdf", "cắt cụt"),
        (b"%PDF-1.7 not really", "pdf", "hỏng"),
        (scanned_pdf(), "pdf", "ảnh quét"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "mật khẩu"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc", ".doc"),
        (OLE + "Workbook".encode("utf-16-le"), "xls", ".xls"),
        (b"{\\rtf1\\ansi 12 \\'e0}", "rtf", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "image", "OCR"),
        (b"<html><body>x</body></html>", "html", "HTML"),
        (b"From: a@b\nTo: c@d\n\nx", "eml", "thư"),
        (bytes(range(256)) * 20, "unknown", "không nhận ra"),
        (bomb("a.txt"), "zip", "zip"),
        (bomb("word/document.xml"), "docx", "bung ra quá lớn"),
        (bomb("xl/workbook.xml"), "xlsx", "bung ra quá lớn"),
        (entity_docx(), "docx", "thực thể"),
    ],
)  # fmt: skip
def test_each_is_unreadable_with_one_clear_line(read_bytes, data, format, said):
    document = read_bytes(data, "bao-cao")
    assert (document.state, document.format, document.blocks) == ("unreadable", format, ())
    assert said in document.reason
    assert "\n" not in document.reason


def test_a_truncated_word_file(read_bytes, docx_package):
    data = docx_package("<w:p><w:r><w:t>Tỉnh tiếp 08 đoàn.</w:t></w:r></w:p>" * 50)
    document = read_bytes(data[: len(data) // 2], "bao-cao.docx")
    assert (document.state, document.format) == ("unreadable", "docx")
    assert "cắt cụt" in document.reason


def test_a_word_file_without_words(read_bytes, docx_package):
    document = read_bytes(docx_package("<w:p/>"), "bao-cao.docx")
    assert (document.state, "không có chữ" in document.reason) == ("unreadable", True)


@pytest.mark.parametrize(
    ("data", "limits", "said"),
    [
        (pages(4), {"pages": 3}, "4 trang"),
        (workbook(30), {"rows": 20}, "30 hàng"),
        (b"Tinh co 12 doan. " * 100, {"max_bytes": 1000}, "vượt giới hạn"),
    ],
)
def test_what_is_beyond_a_limit_says_which(read_bytes, data, limits, said):
    document = read_bytes(data, "bao-cao", **limits)
    assert (document.state, said in document.reason) == ("unreadable", True)


def test_the_content_decides_and_a_wrong_ending_is_a_warning(read_bytes):
    document = read_bytes(pages(1), "bao-cao.docx")
    assert (document.format, document.state) == ("pdf", "read")
    assert document.warnings == (
        "đuôi tệp “.docx” không đúng với nội dung: đây là tệp pdf, đã xử lý theo nội dung",
    )


def test_a_page_that_is_a_scan_is_named(read_pdf):
    png = typst.compile(b"#set page(width: 60pt, height: 60pt)\n#rect(width: 30pt)", format="png")
    numbers = ",".join(map(str, png))
    document = read_pdf(f"Tỉnh tiếp 08 đoàn. #pagebreak() #image(bytes(({numbers})), width: 100%)")
    assert document.state == "read"
    assert document.warnings == ("trang 2 là ảnh quét, chưa đọc được",)


def test_a_file_that_is_not_there(tmp_path):
    from pipeline.reading import read

    document = read(tmp_path / "khong-co.docx")
    assert (document.state, "không mở được" in document.reason) == ("unreadable", True)
