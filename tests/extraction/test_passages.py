"""How a document is cut: what stands before a paragraph as its context, what is set aside, what is whose."""

from __future__ import annotations

import re

import pytest

from pipeline.catalogue.cues import read
from pipeline.extraction import Context, extract
from pipeline.extraction.passages import Passage, passages, section_reason, windows
from pipeline.reading.document import Block, Document

CONTEXT = Context("ha_nam", "2023-06", 6)
OUTLOOK = read("sections")["outlook"]["reason"]


def document(*blocks: Block) -> Document:
    return Document("0" * 64, "a.docx", "docx", blocks)


def heading(text: str, level: int = 1) -> Block:
    return Block("heading", text, "đoạn", level=level)


def paragraph(text: str, **more: object) -> Block:
    return Block("paragraph", text, "đoạn", **more)  # type: ignore[arg-type]


def item(text: str) -> Block:
    return Block("list_item", text, "đoạn", label="-")


def footnote(label: str, text: str) -> Block:
    return Block("footnote", text, "chân trang", label=label)


def own(passage: Passage) -> list[str]:
    return [passage.text[piece.start : piece.end] for piece in passage.pieces]


def cut(*blocks: Block) -> list[Passage]:
    return list(passages(document(*blocks)))


def test_a_paragraph_stands_under_its_heading() -> None:
    first, second = cut(heading("1. Đoàn ra"), paragraph("Đã thực hiện 28 đoàn."))
    assert first.text == "1. Đoàn ra"
    assert second.text == "1. Đoàn ra\nĐã thực hiện 28 đoàn."
    assert own(second) == ["Đã thực hiện 28 đoàn."]
    assert second.pieces[0].block == 1


def test_the_heading_tells_what_a_bare_count_counts() -> None:
    found = extract(document(heading("1. Đoàn ra"), paragraph("Đã thực hiện 28 đoàn.")), CONTEXT)
    assert [(c.indicator, c.value, c.block, c.start) for c in found] == [("delegations_out", 28, 1, 0)]
    found = extract(document(heading("1. Đoàn vào"), paragraph("Đã thực hiện 28 đoàn.")), CONTEXT)
    assert [c.indicator for c in found] == ["delegations_in"]


def test_numbers_of_the_context_are_not_counted_again() -> None:
    blocks = (heading("1. Cử 28 đoàn ra nước ngoài"), paragraph("Các đoàn đều đúng mục đích."))
    assert [c.value for c in extract(document(*blocks), CONTEXT)] == [28]


def test_a_list_stands_under_its_introduction() -> None:
    found = cut(
        paragraph("Tỉnh làm tốt công tác lễ tân. Số đoàn vào theo cấp:"),
        item("- Cấp tỉnh: 5 đoàn"),
        item("- Cấp sở: 9 đoàn"),
        paragraph("Các đoàn đều an toàn."),
        item("- Không liên quan"),
    )
    assert [p.text for p in found[1:3]] == [
        "Số đoàn vào theo cấp:\n- Cấp tỉnh: 5 đoàn",
        "Số đoàn vào theo cấp:\n- Cấp sở: 9 đoàn",
    ]
    assert found[4].text == "- Không liên quan"


def test_a_footnote_stands_behind_the_sentence_that_carries_its_mark() -> None:
    text = "Tỉnh cử 28 đoàn ra nước ngoài. Tỉnh đón 41 đoàn vào. Các đoàn đều an toàn."
    home = paragraph(text, notes=("1",), note_offsets=(text.index(" Các") - 1,))
    *_, note = cut(home, footnote("1", "Trong đó có 5 đoàn cấp tỉnh."))
    assert note.text == "Tỉnh đón 41 đoàn vào\nTrong đó có 5 đoàn cấp tỉnh."
    assert own(note) == ["Trong đó có 5 đoàn cấp tỉnh."]


def test_a_footnote_whose_place_is_not_known_stands_behind_the_whole_block() -> None:
    home = paragraph("Tỉnh cử 28 đoàn. Tỉnh đón 41 đoàn.", notes=("1",))
    *_, note = cut(home, footnote("1", "Có 5 đoàn cấp tỉnh."))
    assert note.text == "Tỉnh cử 28 đoàn. Tỉnh đón 41 đoàn.\nCó 5 đoàn cấp tỉnh."


def test_a_footnote_without_a_home_stands_alone() -> None:
    (note,) = cut(footnote("7", "Có 5 đoàn cấp tỉnh."))
    assert (note.text, note.set_aside) == ("Có 5 đoàn cấp tỉnh.", "")


@pytest.mark.parametrize("pages", [(1, 2, 1, 2), (None, None, None, None)], ids=["by page", "by ordinal"])
def test_marks_that_begin_anew_on_every_page(pages: tuple[int | None, ...]) -> None:
    first, second = "Tỉnh cử 28 đoàn ra", "Tỉnh đón 41 đoàn vào"
    blocks = (
        paragraph(first, notes=("1",), note_offsets=(len(first),), page=pages[0]),
        paragraph(second, notes=("1",), note_offsets=(len(second),), page=pages[1]),
        Block("footnote", "Có 5 đoàn cấp tỉnh.", "trang 1", label="1", page=pages[2]),
        Block("footnote", "Có 7 đoàn cấp tỉnh.", "trang 2", label="1", page=pages[3]),
    )
    *_, one, two = cut(*blocks)
    assert (one.text, two.text) == (f"{first}\nCó 5 đoàn cấp tỉnh.", f"{second}\nCó 7 đoàn cấp tỉnh.")


def test_a_sentence_that_a_page_break_cuts_goes_on() -> None:
    found = cut(
        paragraph("Công tác lễ tân chu đáo. Nhất là Nam Định đã đón"),
        footnote("1", "Không liên quan."),
        paragraph("41 đoàn vào."),
        paragraph("Kết quả tốt."),
        paragraph("1. Đoàn ra: 28 đoàn."),
    )
    assert [p.text for p in found[1:4]] == [
        "Nhất là Nam Định đã đón 41 đoàn vào.",
        "Kết quả tốt.",
        "1. Đoàn ra: 28 đoàn.",
    ]
    assert own(found[1]) == ["41 đoàn vào."]


def test_a_long_passage_is_read_in_windows_that_lose_and_double_nothing() -> None:
    sentences = [
        f"Tỉnh đón {number} đoàn vào, đúng đối tượng, chu đáo và an toàn." for number in range(100, 400)
    ]
    text = " ".join(sentences)
    found = extract(document(heading("1. Đoàn vào"), paragraph(text)), CONTEXT)
    assert [c.value for c in found] == list(range(100, 400))
    assert all(text[c.start :].startswith(c.quote) for c in found)
    (passage,) = (p for p in cut(heading("1. Đoàn vào"), paragraph(text)) if len(p.text) > 4000)
    cuts = list(windows(passage))
    assert "".join(own(w)[0] for w in cuts) == text
    assert all(w.text.startswith("1. Đoàn vào\n") and len(w.text) < 3200 for w in cuts)


@pytest.mark.parametrize(
    "text",
    [
        "đón đoàn và " * 2000,
        "Tỉnh cử 4125 đoàn ra, " * 1000,
        "Tỉnh cử 4125 đoàn ra " * 1000,
        "5\t" * 8000,
        "1.000" * 4000,
    ],
    ids=["words", "commas", "blanks", "numbers", "one number"],
)
def test_a_sentence_without_end_is_cut_all_the_same(text: str) -> None:
    """So that the cost of a text grows with its length, whatever stands in it."""
    (passage,) = cut(paragraph(text))
    found = list(windows(passage))
    assert "".join(own(w)[0] for w in found) == passage.text
    assert max(len(w.text) for w in found) < 4001


def test_a_cut_divides_no_number() -> None:
    (passage,) = cut(paragraph("Tỉnh cử 4125 đoàn ra " * 1000))
    assert {n for w in windows(passage) for n in re.findall(r"\d+", own(w)[0])} == {"4125"}


def test_the_outlook_is_set_aside_down_to_the_next_heading_of_its_level() -> None:
    found = cut(
        heading("I. KẾT QUẢ"),
        paragraph("Cử 28 đoàn ra nước ngoài."),
        heading("II. PHƯƠNG HƯỚNG"),
        heading("1. Đoàn ra", level=2),
        paragraph("Cử 9 đoàn ra nước ngoài."),
        heading("III. PHỤ LỤC"),
        paragraph("Đón 41 đoàn vào."),
    )
    assert [p.set_aside for p in found] == ["", "", OUTLOOK, OUTLOOK, OUTLOOK, "", ""]


def test_what_is_set_aside_keeps_its_number_and_is_not_accepted() -> None:
    (found,) = extract(document(heading("II. KIẾN NGHỊ"), paragraph("Cử 9 đoàn ra nước ngoài.")), CONTEXT)
    assert (found.value, found.set_aside, found.status) == (9, OUTLOOK, "review")


def test_a_footnote_of_the_outlook_is_set_aside_with_it() -> None:
    found = cut(
        heading("II. PHƯƠNG HƯỚNG"),
        paragraph("Cử các đoàn theo kế hoạch.", notes=("1",)),
        heading("III. PHỤ LỤC"),
        footnote("1", "Gồm 9 đoàn ra cấp tỉnh."),
    )
    assert [p.set_aside for p in found] == [OUTLOOK, OUTLOOK, "", OUTLOOK]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("IV. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2023", "outlook"),
        ("2.1. Nhiệm vụ trọng tâm", "outlook"),
        ("VI. Kiến nghị, đề xuất", "outlook"),
        ("I. BỐI CẢNH TRIỂN KHAI CÔNG TÁC ĐỐI NGOẠI", "context"),
        ("Tình hình thế giới, khu vực", "context"),
        ("Nơi nhận:", "recipients"),
        ("III. KẾT QUẢ CÔNG TÁC VÀ PHƯƠNG HƯỚNG", ""),
        ("Tình hình thực hiện mục tiêu", ""),
        ("1. Công tác quản lý đoàn ra", ""),
        ("Đánh giá việc thực hiện các chương trình đã ký và phương hướng", ""),
    ],
)
def test_the_reason_of_a_heading(text: str, kind: str) -> None:
    assert section_reason(text) == (read("sections")[kind]["reason"] if kind else "")


def test_running_headers_empty_blocks_and_tables_are_no_passages() -> None:
    blocks = [Block(kind, "Đón 9 đoàn vào", "trang 1") for kind in ("header", "footer", "table")]
    assert cut(*blocks, paragraph("   ")) == []
