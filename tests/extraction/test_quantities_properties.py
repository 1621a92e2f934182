"""What holds for every number and every text: numbers read back, offsets fit, nothing overlaps, no dates."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.catalogue.cues import number_cues
from pipeline.extraction.quantities import Quantity, quantities
from pipeline.extraction.quantities.numerals import read_digits, read_words

_DIGIT_WORDS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_SCALES = {"": 1, "nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}
_PIECES = [
    *(
        "đoàn ra",
        "12 đoàn",
        "03/14 đoàn",
        "2.915.200 USD",
        "68,4 tỷ đồng",
        "tăng 18,6%",
        "gấp 2,4 lần",
        "(+3)",
    ),
    *("(-4,5%)", "không có đoàn vào", "hai mươi mốt dự án", "ngày 14/6/2023", "Quyết định số 12/QĐ-UBND"),
    *(
        "từ 5 đến 7",
        "triệu USD",
        "1 tỷ 252 triệu đồng",
        "bằng 3/4",
        "phân nửa",
        "15/71 (đoàn/người)",
        "năm",
        ".",
    ),
    *(
        ";",
        ",",
        "\n",
        "- ",
        "(triệu USD): 1,72",
        "gần",
        "hơn",
        "O4 đoàn",
        "11¹ đoàn",
        "19/6",
        "năm 2022",
        "1.2.",
    ),
    *("(1)", "so với cùng kỳ", "tỷ", "còn hiệu lực", "hoà bình", "Uỷ ban", "3 toà"),
]


def grouped(value: int, mark: str = ".") -> str:
    return f"{value:,}".replace(",", mark)


def words(value: int) -> str:
    """A number below a thousand in words, as it is said in the north."""
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    said = [_DIGIT_WORDS[hundreds], "trăm"] if hundreds else []
    if tens == 0 and units:
        said += (["linh"] if hundreds else []) + [_DIGIT_WORDS[units]]
    elif tens == 1:
        said += ["mười"] + ([{5: "lăm"}.get(units, _DIGIT_WORDS[units])] if units else [])
    elif tens:
        said += [_DIGIT_WORDS[tens], "mươi"]
        said += [{1: "mốt", 4: "tư", 5: "lăm"}.get(units, _DIGIT_WORDS[units])] if units else []
    return " ".join(said)


def only(text: str) -> Quantity:
    found = quantities(text)
    assert len(found) == 1, (text, found)
    return found[0]


@given(st.integers(0, 10**9))
def test_a_grouped_count_reads_back(value: int) -> None:
    quantity = only(f"Đón {grouped(value)} lượt khách.")
    assert (quantity.value, quantity.noun, quantity.other_value) == (value, "people", None)


@given(st.integers(1, 9), st.integers(0, 99))
def test_a_padded_or_plain_count_reads_back(value: int, more: int) -> None:
    assert only(f"Đón 0{value} đoàn.").value == value
    assert only(f"Đón {more} đoàn.").value == more


@given(
    st.integers(0, 9999),
    st.integers(0, 9999),
    st.integers(1, 4).filter(lambda places: places != 3),
    st.sampled_from(sorted(_SCALES)),
    st.sampled_from([("USD", "USD"), ("đồng", "VND"), ("đô la Mỹ", "USD"), ("EUR", "EUR")]),
)
def test_a_decimal_amount_reads_back(
    whole: int, fraction: int, places: int, scale: str, unit: tuple[str, str]
) -> None:
    tail = f"{fraction % 10**places:0{places}d}"
    quantity = only(f"Cam kết {grouped(whole)},{tail} {scale} {unit[0]}.")
    assert quantity.unit == unit[1]
    assert quantity.value == pytest.approx(float(f"{whole}.{tail}") * _SCALES[scale])
    assert quantity.other_value is None


@given(st.integers(1, 999), st.integers(1, 999), st.integers(1, 999))
def test_parts_of_an_amount_add_up(billions: int, millions: int, thousands: int) -> None:
    quantity = only(f"Kinh phí {billions} tỷ {millions} triệu {thousands} ngàn đồng.")
    assert quantity.value == billions * 10**9 + millions * 10**6 + thousands * 10**3


@given(st.integers(1, 999), st.integers(0, 999))
def test_three_digits_behind_a_lone_dot_keep_both_readings(whole: int, tail: int) -> None:
    numeral = read_digits(f"{whole}.{tail:03d}", 1e6, True)
    assert numeral is not None
    assert numeral.value == whole * 1000 + tail
    assert numeral.other == (None if tail % 100 == 0 else float(f"{whole}.{tail:03d}"))


@given(st.integers(1, 999))
def test_number_words_read_back(value: int) -> None:
    assert read_words(words(value).split(), number_cues().number_words) == value


@given(st.integers(11, 999))
def test_a_count_in_words_reads_back(value: int) -> None:
    quantity = only(f"Tỉnh đã cử {words(value)} đoàn sang thăm.")
    assert (quantity.value, quantity.noun) == (value, "delegation")


@given(st.integers(1, 999), st.integers(1, 999))
def test_an_amount_in_words_reads_back(millions: int, thousands: int) -> None:
    quantity = only(f"Cam kết {words(millions)} triệu {words(thousands)} nghìn USD.")
    assert (quantity.value, quantity.unit) == (millions * 10**6 + thousands * 10**3, "USD")


@given(st.integers(0, 99), st.integers(1, 99))
def test_a_fraction_of_delegations_reads_back(done: int, planned: int) -> None:
    found = quantities(f"Thực hiện {done:02d}/{planned:02d} đoàn ra cấp tỉnh.")
    assert [(q.value, q.noun) for q in found] == [(done, "delegation"), (planned, "delegation")]
    assert done > planned or [q.form for q in found] == ["done", "plan"]


@given(st.integers(1, 28), st.integers(1, 12), st.integers(1990, 2035))
def test_dates_are_no_quantities(day: int, month: int, year: int) -> None:
    for text in (
        f"Họp ngày {day}/{month}/{year}.",
        f"Họp ngày {day:02d} tháng {month} năm {year}.",
        f"Họp {day:02d}-{month:02d}-{year}.",
        f"Từ ngày {day}/{month} đến ngày {day + 1}/{month}/{year}.",
        f"Trong tháng {month}/{year}.",
        f"Đến ngày {day:02d}.{month:02d}.{year}.",
        f"Giai đoạn {year}-{year + 5}.",
    ):
        assert quantities(text) == (), text


@given(
    st.integers(1, 9999),
    st.integers(2000, 2030),
    st.sampled_from(["QĐ-UBND", "KH-UBND", "CTr-TU", "BC-SNgV", "CV/TU", "NQ/TW", "UBND-NC"]),
)
def test_paper_numbers_are_no_quantities(number: int, year: int, symbol: str) -> None:
    assert quantities(f"Thực hiện văn bản số {number}/{symbol} và {number:02d}-{symbol}.") == ()
    assert quantities(f"Theo Quyết định {number}/{year}/{symbol}; Nghị định số {number}.") == ()


@given(st.from_regex(r"0[2-9][0-9]{2}\.3[0-9]{3}\.[0-9]{3}|09[0-9]{8}", fullmatch=True))
def test_phones_are_no_quantities(phone: str) -> None:
    assert quantities(f"Liên hệ điện thoại: {phone}.") == ()
    assert quantities(f"Đầu mối liên hệ {phone}.") == ()


_texts = st.lists(st.sampled_from(_PIECES), max_size=12).map(" ".join)


@settings(max_examples=300)
@given(st.one_of(_texts, st.text(alphabet="0123456789.,/-+()% đoàntriệutỷUSDOl\n\t¹", max_size=60)))
def test_offsets_fit_and_nothing_overlaps(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    last = 0
    for quantity in quantities(text):
        assert last <= quantity.start < quantity.number_end <= quantity.end <= len(text)
        assert text[quantity.start : quantity.number_end] == quantity.stated
        last = quantity.number_end


def _values(text: str) -> list[tuple[object, ...]]:
    return [
        (q.start, q.end, q.number_end, q.value, q.kind, q.unit, q.noun, q.hedge, q.form, q.other_value)
        for q in quantities(text)
    ]


@given(_texts)
def test_spelling_and_case_change_nothing(text: str) -> None:
    """Capitals after a line end part sentences, so whole capitals are compared on one line."""
    line = text.replace("\n", " ")
    expected = _values(line)
    assert _values(line.replace(" ", "\u00a0")) == expected
    assert _values(line.replace("oà", "òa").replace("oá", "óa").replace("uỷ", "ủy")) == expected
    if not re.search(r"O\d|[0-9]\s?/", line):
        assert _values(line.upper()) == expected


@given(_texts)
def test_a_text_reads_the_same_every_time(text: str) -> None:
    assert quantities(text) == quantities(text)


_MARKS = {"grouped": ".", "english": ",", "plain": "", "spaced": " ", "no-break": "\u00a0"}


@given(
    st.integers(1_000_000, 10**9),
    st.sampled_from(sorted(_MARKS)),
    st.sampled_from([("USD", "USD"), ("đồng", "VND"), ("đô la Mỹ", "USD"), ("EUR", "EUR"), ("yên", "JPY")]),
    st.sampled_from(["", "(1)", "[2]", "¹"]),
    st.sampled_from(["", " ", "\u00a0"]),
)
def test_an_amount_reads_back_in_any_style(
    value: int, style: str, unit: tuple[str, str], mark: str, gap: str
) -> None:
    """Grouped by dots, commas, spaces or not at all; with a footnote mark; the unit glued or not."""
    quantity = only(f"Cam kết {grouped(value, _MARKS[style])}{mark}{gap}{unit[0]} trong kỳ.")
    assert (quantity.value, quantity.unit, quantity.other_value) == (value, unit[1], None)


@given(st.integers(1, 99), st.sampled_from(["(1)", "[12]", "¹", "⁽²⁾", "*", ""]))
def test_a_mark_behind_a_count_is_no_part_of_it(value: int, mark: str) -> None:
    assert only(f"Đón {value:02d}{mark} đoàn.").value == value
    assert only(f"Đón {value} ({words(value)}) đoàn.").noun == "delegation"


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from(["tỷ", "triệu"]))
def test_a_digit_behind_a_scale_word_is_its_tenth(whole: int, tenth: int, scale: str) -> None:
    quantity = only(f"Kinh phí {whole} {scale} {tenth} đồng.")
    assert quantity.value == pytest.approx((whole + tenth / 10) * _SCALES[scale])


@given(st.lists(st.integers(100, 900), min_size=2, max_size=4))
def test_parts_that_add_up_take_the_unit_of_their_sum(parts: list[int]) -> None:
    """Tenths, so that the parts can be nothing else than amounts."""
    tenths = [part * 10 + 1 for part in parts]
    said = "; ".join(f"phần {n // 10},{n % 10}" for n in tenths)
    found = quantities(f"Tổng vốn {sum(tenths) // 10},{sum(tenths) % 10} triệu USD. Chia ra: {said}.")
    assert [round(q.value) for q in found[1:]] == [n * 100_000 for n in tenths]
    assert {q.unit for q in found} == {"USD"}
