"""What a candidate keeps: its quote and offset as they stand, an id that a rerun gives again, its doubts."""

from __future__ import annotations

import unicodedata
from dataclasses import fields

import pytest

from pipeline.extraction import VERSION, Candidate, Context, extract, extract_text
from pipeline.extraction.confidence import calibration, log_odds, status_of
from pipeline.reading.document import Document

CONTEXT = Context("ha_nam", "2023-06", 6)
TEXT = (
    "Trong 6 tháng đầu năm, tỉnh cử 28 đoàn ra nước ngoài với 153 lượt người, giảm 15 đoàn so với cùng kỳ; "
    "đón 41 đoàn khách quốc tế. Vốn FDI đăng ký đạt 412,6 triệu USD, bằng 88% cùng kỳ."
)


def test_the_same_text_gives_the_same_candidates() -> None:
    assert extract_text(TEXT, CONTEXT) == extract_text(TEXT, CONTEXT)


def test_a_quote_is_the_text_at_its_offset() -> None:
    for c in extract_text(TEXT, CONTEXT):
        assert TEXT[c.start : c.start + len(c.quote)] == c.quote
        assert c.value_stated in c.quote
        assert c.quote in c.sentence


def test_a_quote_keeps_case_spaces_and_old_spelling() -> None:
    text = "TỈNH ĐÃ CỬ  28  ĐOÀN RA NƯỚC NGOÀI, do uỷ ban hoà giải."
    (found,) = extract_text(text, CONTEXT)
    assert found.quote == "TỈNH ĐÃ CỬ  28  ĐOÀN RA NƯỚC NGOÀI"


def test_a_decomposed_text_is_read_like_a_composed_one() -> None:
    assert extract_text(unicodedata.normalize("NFD", TEXT), CONTEXT) == extract_text(TEXT, CONTEXT)


def test_a_long_sentence_has_a_short_quote() -> None:
    text = "Tỉnh " + "đã rất " * 200 + "cử 28 đoàn ra nước ngoài " + "để học tập " * 200
    (found,) = extract_text(text, CONTEXT)
    assert len(found.quote) <= 2 * 240 + len("28 đoàn")
    assert "28 đoàn" in found.quote


def test_an_amount_without_a_currency_is_set_aside_with_the_reason() -> None:
    (found,) = extract_text("Tổng giá trị viện trợ PCPNN cam kết đạt 412,6 triệu.", CONTEXT)
    assert found.set_aside == "số tiền không ghi loại tiền"
    assert (found.unit, found.status, found.value) == ("", "review", 412_600_000)


@pytest.mark.parametrize("text", ["đạt 1,275 triệu USD", "đạt 9.875 triệu USD"])
def test_an_ambiguous_separator_goes_to_review_with_the_other_reading(text: str) -> None:
    (found,) = extract_text(f"Tổng vốn FDI đăng ký {text}.", CONTEXT)
    assert found.status == "review"
    assert "cách đọc khác của con số" in found.note


def test_a_stretch_from_to_is_never_accepted() -> None:
    assert {c.status for c in extract_text("Tỉnh đón từ 10 đến 12 đoàn vào.", CONTEXT)} == {"review"}


def test_amounts_stay_in_the_currency_stated() -> None:
    usd, vnd = extract_text("Viện trợ PCPNN cam kết đạt 1.250.400 USD (khoảng 29,26 tỷ đồng).", CONTEXT)
    assert (usd.value, usd.unit, usd.qualifier) == (1_250_400, "USD", "exact")
    assert (vnd.value, vnd.unit, vnd.qualifier) == (29_260_000_000, "VND", "about")
    assert (vnd.value_stated, vnd.unit_stated) == ("29,26 tỷ", "đồng")


def test_what_is_set_aside_is_kept_and_never_accepted() -> None:
    found = extract_text("Kim ngạch xuất khẩu đạt 3,1 tỷ USD; có 14 lễ hội.", CONTEXT)
    assert len(found) == 2
    assert all(c.set_aside and c.status == "review" for c in found)


def test_nothing_gives_nothing() -> None:
    assert extract_text("", CONTEXT) == ()
    assert extract_text("Công văn số 123/UBND ngày 05/6/2023.", CONTEXT) == ()
    assert extract(Document("a" * 64, "a.txt", "txt", state="unreadable"), CONTEXT) == ()


def test_a_context_that_knows_nothing_is_left_empty() -> None:
    (found,) = extract_text("Tỉnh cử 28 đoàn ra nước ngoài.", Context())
    assert (found.province_id, found.period, found.months) == ("", "", 0)


def test_confidence_and_threshold() -> None:
    threshold = calibration()["threshold"]
    assert status_of(threshold) == "accepted"
    assert status_of(threshold - 0.0001) == "review"
    assert log_odds(0.5) == 0
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0))
    assert log_odds(1.0) < 14
    for c in extract_text(TEXT, CONTEXT):
        assert 0 <= c.confidence <= 1
        assert (c.status == "accepted") <= (c.confidence >= threshold - 0.0001)


def test_the_version_is_a_hash() -> None:
    assert len(VERSION) == 12
    assert int(VERSION, 16) >= 0
    assert {"quote", "place", "confidence", "set_aside"} <= {f.name for f in fields(Candidate)}
