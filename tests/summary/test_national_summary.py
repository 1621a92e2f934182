"""The national summary: what it says, read back from the Word file."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from pipeline.catalogue import find_provinces
from pipeline.summary import NoSuchPeriodError, load, write_docx, write_html

MISSING = {"Điện Biên", "Lào Cai", "Tây Ninh", "Thái Nguyên"}


def written(tmp_path: Path, warehouse: Any, period: str = "2023-06", **options: Any) -> Document:
    path = tmp_path / "national_summary.docx"
    write_docx(load(warehouse.connection, period, **options), path)
    return docx.Document(str(path))


def spoken(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def table(document: Document, caption: str) -> list[list[str]]:
    """The rows of the table under a caption."""
    body = list(document.element.body)
    for place, element in enumerate(body):
        if element.tag == qn("w:p") and caption in "".join(t.text or "" for t in element.iter(qn("w:t"))):
            found = next(e for e in body[place:] if e.tag == qn("w:tbl"))
            return [
                ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
                for row in found.iter(qn("w:tr"))
            ]
    raise AssertionError(caption)


def test_status_uses_both_denominators(warehouse: Any, tmp_path: Path, cut_off: date) -> None:
    text = "\n".join(spoken(written(tmp_path, warehouse, as_of=cut_off)))
    assert "Tính đến ngày 19/7/2023, 59/63 tỉnh, thành phố đã gửi báo cáo (chiếm 93,7%)" in text
    assert "04/63 tỉnh, thành phố chưa gửi báo cáo" in text
    assert "Các địa phương chưa gửi báo cáo: Điện Biên, Lào Cai, Tây Ninh và Thái Nguyên." in text
    assert re.search(r"Trong 59 địa phương .* 32/59 gửi đúng hạn \(54,2%\), 27/59 gửi muộn \(45,8%\)", text)
    assert "01 báo cáo đã nhận nhưng chưa có tệp hoặc chưa đọc được: Cà Mau" in text


def test_the_lead_says_n_in_a_real_footnote(warehouse: Any, tmp_path: Path, cut_off: date) -> None:
    document = written(tmp_path, warehouse, as_of=cut_off)
    with zipfile.ZipFile(tmp_path / "national_summary.docx") as archive:
        notes = archive.read("word/footnotes.xml").decode()
        body = archive.read("word/document.xml").decode()
    assert "Tính đến ngày 19/7/2023, Ban Đối ngoại Trung ương nhận được 59 báo cáo" in notes
    assert notes.count("<w:footnoteRef/>") == body.count("<w:footnoteReference")
    assert any("Trên cơ sở báo cáo" in text for text in spoken(document))


def test_the_four_classes_add_up_to_n(warehouse: Any, tmp_path: Path) -> None:
    document = written(tmp_path, warehouse)
    sentences = [text for text in spoken(document) if "không có số liệu so sánh (" in text]
    assert len(sentences) == 4
    for text in sentences:
        counts = [int(k) for k in re.findall(r"(\d+)/59", text)]
        assert len(counts) == 4
        assert sum(counts) == 59
        shares = re.findall(r"(\d+,\d)%", text)
        assert [f"{round(k * 1000 / 59 + 1e-9) / 10:.1f}".replace(".", ",") for k in counts] == shares
    for row in table(document, "Số địa phương tăng, giảm")[1:]:
        assert sum(int(row[i]) for i in (1, 3, 5, 7) if row[i] != "-") == int(row[-1]) == 59


def test_totals_come_with_n_of_n_and_the_matched_panel(warehouse: Any, tmp_path: Path) -> None:
    text = "\n".join(spoken(written(tmp_path, warehouse)))
    assert "Số đoàn ra là 2.632 đoàn (cộng từ 54/59 báo cáo có số liệu)." in text
    assert "Tính trên 48/59 địa phương có số liệu của cả hai kỳ, tăng 240 đoàn (11,5%)" in text
    assert "(2.336 đoàn so với 2.096 đoàn)" in text
    assert "13,16 tỷ USD" in text


def test_all_reporters_are_compared_beside_the_panel(warehouse: Any, tmp_path: Path) -> None:
    warehouse.connection.execute(
        """UPDATE national_totals SET previous_total = 2400, previous_n = 57, total_change_pct = 9.6667
        WHERE indicator = 'delegations_out'"""
    )
    text = "\n".join(spoken(written(tmp_path, warehouse)))
    assert "54 địa phương kỳ này, 57 địa phương cùng kỳ" in text
    assert "tăng 232 đoàn (9,7%) so với 2.400 đoàn của cùng kỳ năm 2022" in text


def test_what_can_not_be_added_carries_its_note(warehouse: Any, tmp_path: Path) -> None:
    document = written(tmp_path, warehouse)
    with zipfile.ZipFile(tmp_path / "national_summary.docx") as archive:
        notes = archive.read("word/footnotes.xml").decode()
    assert "Một đoàn nước ngoài đến nhiều địa phương" in notes
    leaders = next(t for t in spoken(document) if "có số đoàn vào cao nhất" in t)
    assert "%" not in leaders
    assert "%" in next(t for t in spoken(document) if "có số đoàn ra cao nhất" in t)


def test_only_provinces_that_submitted_are_named(warehouse: Any, tmp_path: Path) -> None:
    document = written(tmp_path, warehouse)
    for text in spoken(document):
        if text.startswith("Các địa phương chưa gửi báo cáo"):
            continue
        named = {unit.name for _, _, unit in find_provinces(text, date(2023, 6, 30))}
        assert not named & MISSING, text
    for caption in (
        "Số đoàn ra theo",
        "Số đoàn vào theo",
        "phi chính phủ nước ngoài cam kết theo",
        "FDI đăng ký theo",
    ):
        rows = table(document, caption)
        assert not MISSING & {row[1] for row in rows}
        assert sum(row[0].isdigit() for row in rows) == 59


def test_missing_zero_review_and_not_computable_stay_apart(warehouse: Any, tmp_path: Path) -> None:
    warehouse.review("2023-06", 6, "bac_giang", "delegations_out", 12.0, "Cần xem")
    warehouse.connection.execute(
        """UPDATE year_on_year SET value = NULL, change = NULL, direction = 'no_data'
        WHERE province_id = 'bac_giang' AND indicator = 'delegations_out'"""
    )
    rows = {row[1]: row[2:] for row in table(written(tmp_path, warehouse), "Số đoàn ra theo")}
    assert rows["Hưng Yên"] == ["-", "12", "-12", "-100,0", "Giảm"]
    assert rows["Thái Bình"] == ["9", "-", "+9", "x", "Tăng"]
    assert rows["Hà Nam"] == ["42", "42", "0", "0,0", "Tương đương"]
    assert rows["Cà Mau"] == ["…", "…", "…", "…", "Không so sánh"]
    assert rows["Bắc Giang"][0] == "…*"


def test_rows_stand_in_vietnamese_order(warehouse: Any, tmp_path: Path) -> None:
    names = [row[1] for row in table(written(tmp_path, warehouse), "Số đoàn ra theo")[1:6]]
    assert names == ["An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn"]


def test_two_bases_are_both_shown(warehouse: Any, tmp_path: Path) -> None:
    warehouse.connection.execute(
        """UPDATE year_on_year SET base_stated = 45, base_differs = true
        WHERE province_id = 'an_giang' AND indicator = 'delegations_out'"""
    )
    document = written(tmp_path, warehouse)
    assert table(document, "Số đoàn ra theo")[1][3] == "42 (§)"
    assert "(§) Báo cáo kỳ này nêu số cùng kỳ khác: An Giang (45)." in spoken(document)


def test_review_rates_and_conversions_are_told(warehouse: Any, tmp_path: Path) -> None:
    text = "\n".join(spoken(written(tmp_path, warehouse)))
    assert "02 số liệu đang chờ chuyên viên xác nhận, chưa được đưa vào các tổng" in text
    assert "02 số liệu nêu bằng đồng tiền khác đã được quy đổi" in text
    assert "quy đổi 23.790 VND/USD, 2023" in text


def test_reasons_are_counted_by_kind(warehouse: Any, tmp_path: Path) -> None:
    broken = "Vốn cấp mới 7 USD lớn hơn tổng vốn đăng ký 5 USD."
    warehouse.add("rule_results", "r", "rule", "high", "2023-06", "an_giang", broken, "open")
    for province_id, reason in (
        ("an_giang", broken),
        ("bac_giang", "Báo cáo nêu các số khác nhau: 1.157 (đoạn 19); 6 (đoạn 21)."),
        ("bac_ninh", "Báo cáo nêu các số khác nhau: 3 (trang 2); 6 (trang 2)."),
        ("ca_mau", "Cần xem lại quyết định (chuyên viên A, 05/07/2023): số đọc được nay là 8."),
    ):
        warehouse.review("2023-06", 6, province_id, "oda_projects", 1.0, reason)
    text = "\n".join(spoken(written(tmp_path, warehouse)))
    assert (
        "(báo cáo nêu các số khác nhau: 02; hai số khác nhau trong cùng một báo cáo: 02; "
        "cần xem lại quyết định: 01; không khớp với số liệu khác của cùng báo cáo hoặc của năm trước: 01)"
    ) in text


def test_a_direction_without_figures_is_marked(warehouse: Any, tmp_path: Path) -> None:
    warehouse.connection.execute(
        """UPDATE year_on_year SET value = NULL, base = NULL, change = NULL, change_pct = 15,
        direction = 'up', direction_source = 'stated'
        WHERE province_id = 'an_giang' AND indicator = 'delegations_out'"""
    )
    document = written(tmp_path, warehouse)
    assert table(document, "Số đoàn ra theo")[1][2:] == ["…", "…", "…", "+15,0", "Tăng (¶)"]
    assert any("(¶) Báo cáo chỉ nêu mức tăng, giảm" in line for line in spoken(document))


@pytest.mark.parametrize("sample", [True, False])
def test_sample_data_is_marked_on_every_page(warehouse: Any, tmp_path: Path, sample: bool) -> None:
    document = written(tmp_path, warehouse, sample=sample)
    section = document.sections[0]
    for header in (section.header, section.first_page_header):
        assert ("Tài liệu mẫu – số liệu giả định" in "\n".join(p.text for p in header.paragraphs)) is sample


def test_form_of_a_party_paper(warehouse: Any, tmp_path: Path) -> None:
    document = written(tmp_path, warehouse)
    head = document.tables[0].rows[0]
    left, right = (cell.text.split("\n") for cell in head.cells)
    assert left[:3] == ["BAN CHẤP HÀNH TRUNG ƯƠNG", "BAN ĐỐI NGOẠI TRUNG ƯƠNG", "*"]
    assert re.fullmatch(r"Số\s+-BC/BĐNTW", left[3])
    assert right[0] == "ĐẢNG CỘNG SẢN VIỆT NAM"
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins if margin] == [20, 20, 30, 20]
    normal = document.styles["Normal"].font
    assert (normal.name, normal.size.pt if normal.size else 0) == ("Times New Roman", 14)
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    assert 'w:val="vi-VN"' in document.styles.element.xml
    assert [p.style.name for p in document.paragraphs if p.text.startswith("I- ") and p.style] == [
        "Heading 1"
    ]
    tables = [t for t in document.tables if "w:tblHeader" in t._tbl.xml]
    assert len(tables) == 8
    assert "Kính báo cáo Lãnh đạo./." in spoken(document)


def test_after_the_merger_the_state_form_and_the_break(
    make_warehouse: Callable[..., Any], tmp_path: Path
) -> None:
    document = written(tmp_path, make_warehouse("2026-06", 6, {"dien_bien"}), "2026-06")
    text = "\n".join(spoken(document))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in document.tables[0].rows[0].cells[1].text
    assert "33/34 tỉnh, thành phố đã gửi báo cáo" in text
    assert "22 địa phương được sắp xếp, hợp nhất giữa hai kỳ" in text or "hợp nhất giữa hai kỳ" in text
    names = [row[1] for row in table(document, "Số đoàn ra theo")]
    assert "Lào Cai (‡)" in names
    assert "Cao Bằng" in names


def test_a_register_alone_gives_a_truthful_paper(empty_warehouse: Any, tmp_path: Path) -> None:
    empty_warehouse.status("2017-06", {"dien_bien", "lao_cai", "tay_ninh", "thai_nguyen"})
    empty_warehouse.connection.execute(
        "UPDATE submission_status SET readable = false WHERE status = 'submitted'"
    )
    document = written(tmp_path, empty_warehouse, "2017-06")
    text = "\n".join(spoken(document))
    assert "59/63" in text
    assert "Toàn bộ 59 báo cáo đã ghi trong sổ công văn đến nhưng chưa có tệp" in text
    assert "Chưa có số liệu nào được ghi nhận từ báo cáo 6 tháng đầu năm 2017" in text
    assert "là 0" not in text
    assert len([t for t in document.tables if "w:tblHeader" in t._tbl.xml]) == 2


def test_nothing_came(empty_warehouse: Any, tmp_path: Path) -> None:
    from pipeline.catalogue import provinces_on

    empty_warehouse.status("2026-06", {p.province_id for p in provinces_on(date(2026, 6, 30))})
    text = "\n".join(spoken(written(tmp_path, empty_warehouse, "2026-06")))
    assert "chưa nhận được báo cáo nào" in text
    assert "34/34 tỉnh, thành phố chưa gửi báo cáo" in text
    assert "%" not in text


def test_a_single_month_is_never_added_to_the_year(
    make_warehouse: Callable[..., Any], tmp_path: Path
) -> None:
    made = make_warehouse("2023-07", 1)
    made.indicator("2023-07", 7, "delegations_out", {"ha_noi": (41.0, None)})
    text = "\n".join(spoken(written(tmp_path, made, "2023-07")))
    assert "địa phương tháng 7 năm 2023" in text
    assert "Riêng 7 tháng đầu năm 2023: số đoàn ra là 41 đoàn (01/59 báo cáo có số liệu)" in text


def test_rows_that_contradict_each_other_are_refused(warehouse: Any) -> None:
    with pytest.raises(NoSuchPeriodError, match="doingoai run 2024-06"):
        load(warehouse.connection, "2024-06")
    with pytest.raises(ValueError, match="--as-of 2023-06-20"):
        load(warehouse.connection, "2023-06", as_of=date(2023, 6, 20))
    warehouse.connection.execute(
        "UPDATE year_on_year SET direction = 'no_report' WHERE province_id = 'ha_noi'"
    )
    with pytest.raises(ValueError, match="khác số địa phương"):
        load(warehouse.connection, "2023-06")


def test_equal_leaders_are_named_together(warehouse: Any, tmp_path: Path) -> None:
    warehouse.connection.execute(
        """UPDATE year_on_year SET value = 500 WHERE province_id IN ('ha_noi', 'an_giang')
        AND indicator = 'delegations_out'"""
    )
    text = "\n".join(spoken(written(tmp_path, warehouse)))
    assert "Các địa phương có số đoàn ra cao nhất: An Giang với 500 đoàn" in text


def test_the_page_says_the_same_and_loads_nothing(warehouse: Any, tmp_path: Path) -> None:
    path = tmp_path / "national_summary.html"
    write_html(load(warehouse.connection, "2023-06", sample=True), path)
    page = path.read_text(encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="vi">')
    assert "Tài liệu mẫu – số liệu giả định" in page
    assert "<b>2.632 đoàn</b>" in page
    assert "http" not in page
    assert "<script" not in page
    assert page.count("<table>") == 8
    assert '<span class="unit">Đơn vị tính: đoàn</span></caption>' in page, (
        "a table's unit stands under its title"
    )


def test_a_paper_that_a_person_changed_is_kept(warehouse: Any, tmp_path: Path) -> None:
    path = tmp_path / "national_summary.docx"
    summary = load(warehouse.connection, "2023-06")
    assert write_docx(summary, path) is None
    assert write_docx(summary, path) is None
    changed = docx.Document(str(path))
    changed.add_paragraph("Sửa tay")
    changed.save(str(path))
    kept = write_docx(summary, path)
    assert kept == tmp_path / "national_summary.sua-tay-1.docx"
    assert docx.Document(str(kept)).paragraphs[-1].text == "Sửa tay"
    path.write_bytes("lạ".encode())
    assert write_docx(summary, path) == tmp_path / "national_summary.sua-tay-2.docx"
