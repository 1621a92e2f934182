"""Folding moves no letter; the alphabet is the Vietnamese one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogue import collation_key, fold, unaccent

VIETNAMESE = st.text(
    st.sampled_from("aàáảãạăâeèéẻẽẹêoòóỏõọôơuùúủũụưyỳýỷỹỵiìỉqhntkgđĐUÀÁẢÒÓỎỌEÈẺ \u00a0–-.,1¹²")
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Hoà Bình", "hòa bình"),
        ("Hòa Bình", "hòa bình"),
        ("TỈNH UỶ", "tỉnh ủy"),
        ("khoẻ, sức khỏe", "khỏe, sức khỏe"),
        ("thoả thuận¹", "thỏa thuận¹"),
        ("hoá²", "hóa²"),
        ("tòan tỉnh, đòan ra", "toàn tỉnh, đoàn ra"),
        ("toàn, hoàng, thuyền, huỳnh, hùynh", "toàn, hoàng, thuyền, huỳnh, huỳnh"),
        ("quý, qúy", "quý, quý"),
        ("thuý, thúy", "thúy, thúy"),
        ("tỉ USD, tỷ USD, kĩ", "tỉ usd, tỷ usd, kĩ"),
        ("2021–2025 — a", "2021-2025 - a"),
        ("3\u00a0100\u202f000 \u2212 5", "3 100 000 - 5"),
        ("Ðồng Nai, THƢ", "đồng nai, thư"),
        ("a\tb\nc", "a\tb\nc"),
        ("İstanbul ß", "İstanbul ß"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert len(fold(written)) == len(written)


@pytest.mark.parametrize(
    ("written", "bare"), [("Đổi ngoại", "Doi ngoai"), ("đối ngoại", "doi ngoai"), ("tỷ lệ ½", "ty le ½")]
)
def test_unaccent(written: str, bare: str) -> None:
    assert unaccent(written) == bare


@given(st.text() | VIETNAMESE)
def test_nothing_moves(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(unaccent(text)) == len(text)


@given(VIETNAMESE)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_case_does_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text.upper())) == fold(unicodedata.normalize("NFC", text))


def test_the_alphabet_letters_before_tones() -> None:
    words = [
        "ba",
        "bà",
        "bả",
        "bã",
        "bá",
        "bạ",
        "bai",
        "băng",
        "bâu",
        "ca",
        "da",
        "đa",
        "ê",
        "ô",
        "ơ",
        "u",
        "ư",
        "y",
    ]
    assert sorted(set(words), key=collation_key) == words


def test_syllable_by_syllable() -> None:
    words = ["Bình Dương", "Bình Định", "Bình Phước", "Cà Mau", "Cao Bằng", "Cần Thơ"]
    assert sorted(set(words), key=collation_key) == words
