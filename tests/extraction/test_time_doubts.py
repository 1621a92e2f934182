"""A number whose own words name a time that nothing explains is asked about, never accepted."""

from __future__ import annotations

import pytest

from pipeline.extraction import Context, extract, extract_text
from pipeline.reading.document import Block, Document

REPORT = Context("ha_nam", "2023-06", 6)


def doubts(text: str) -> list[tuple[float, str, bool]]:
    found = extract_text(text, REPORT)
    return [(c.value, c.status, "năm khác" in c.note) for c in found if c.indicator and c.role == "actual"]


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh đã cử 41 đoàn ra nước ngoài vào năm 2021.",
        "Quý II/2022, tỉnh đón 41 đoàn vào.",
        "Trong quý IV/2022, tỉnh cử 41 đoàn ra.",
        "Trong năm 2024, tỉnh đón 41 đoàn vào.",
        "Đến tháng 12/2024, tỉnh có 41 thỏa thuận quốc tế còn hiệu lực.",
        "Trong tháng 9/2023, tỉnh cử 41 đoàn ra.",
        "Trong 9 tháng, tỉnh cử 41 đoàn ra.",
        "Hết tháng 4/2023, tỉnh cử 41 đoàn ra.",
    ],
)
def test_another_time_is_asked_about(text: str) -> None:
    assert doubts(text) == [(41, "review", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Trong 6 tháng đầu năm 2023, tỉnh cử 41 đoàn ra, tăng 5 đoàn so với năm 2022.",
        "Theo Quyết định số 15/2021, tỉnh cử 41 đoàn ra.",
        "Từ năm 1991, tỉnh có 41 thỏa thuận quốc tế còn hiệu lực.",
        "Tỉnh cử 41 đoàn ra, nhiều hơn năm 2022.",
    ],
)
def test_what_is_only_named_in_passing_raises_no_doubt(text: str) -> None:
    assert [(value, doubt) for value, _, doubt in doubts(text)] == [(41, False)]


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("II. Kết quả công tác đối ngoại năm 2021", True),
        ("1. Công tác đối ngoại quý I/2022", True),
        ("II. Kết quả công tác đối ngoại 6 tháng đầu năm 2023", False),
        ("II. Kết quả năm 2023 và so sánh với năm 2022", False),
        ("III. Thực hiện Nghị quyết số 22-NQ/TW ngày 10/4/2013", False),
        ("II. Công tác đoàn ra", False),
    ],
)
def test_the_year_of_a_heading_reaches_its_paragraphs(heading: str, asked: bool) -> None:
    blocks = (
        Block(kind="heading", text=heading, place="đoạn 1", level=1),
        Block(kind="paragraph", text="Tỉnh đã cử 41 đoàn ra nước ngoài.", place="đoạn 2"),
    )
    document = Document(sha256="0" * 64, name="bc.docx", format="docx", blocks=blocks)
    (found,) = [c for c in extract(document, REPORT) if c.indicator]
    assert ("năm khác" in found.note or found.period != "2023-06") == asked


def test_a_count_that_is_no_whole_number_is_asked_about() -> None:
    assert [(c.value, c.status) for c in extract_text("Tỉnh cử 12,5 đoàn ra.", REPORT)] == [(12.5, "review")]


def test_half_a_character_stops_nothing() -> None:
    assert [c.value for c in extract_text("Tỉnh cử 41 đoàn ra \ud83d.", REPORT)] == [41]
