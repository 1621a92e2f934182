"""numbers.yaml and nouns.yaml: every pattern keeps something from being a quantity; every phrase is read."""

from __future__ import annotations

import pytest

from pipeline.catalogue.cues import noun_cues, number_cues
from pipeline.extraction.quantities import quantities
from pipeline.extraction.quantities.lexicon import lexicon
from pipeline.extraction.quantities.surface import surface_of

NO_QUANTITIES = [
    "Thăm Lào từ 7/4 - 11/4/2023.",
    "Họp ngày 5 tháng 6 năm 2023.",
    "Họp các ngày 5, 6, 7/6/2023.",
    "Ngày 5, 6/6/2023.",
    "Ký 12/11/2022.",
    "Ký 12-11-2022.",
    "Ký 11/2022.",
    "Đoàn Nga (12-15/6).",
    "Báo cáo trước 15/6.",
    "Đi 12/6 - 15/6/2023.",
    "Các tháng 4, 5 và 6 năm 2023.",
    "Kế hoạch tháng 6/2023.",
    "Năm 2022, 2023.",
    "Kết quả quý II/2023.",
    "Chương trình 2021-2025.",
    "So với 2022.",
    "Sau 28 năm.",
    "SL/2023.",
    "6T/2023.",
    "Chuyến thăm 5-7 ngày.",
    "Công văn số 12 /UBND.",
    "Theo Chỉ thị 38 và Quy chế 272.",
    "Kế hoạch số 45 của tỉnh.",
    "Kế hoạch 45-KH/TU.",
    "Xem Phụ lục 3.",
    "Theo khoản 2 Điều 7.",
    "Điện thoại: 0251 3822 501.",
    "Gọi 0251.3822.501.",
    "Gọi 0912345678.",
    "Địa chỉ: 12 Hùng Vương.",
    "Quốc lộ 14 và cửa khẩu.",
    "Trực 24/24, họp 08:30.",
    "Thời đại 4.0.",
    "1.2. Kết quả.",
    "II.3. Kết quả.",
    "7\tTỉnh A",
    "STT: 4.",
    "Tại Điều 6, khoản 3.",
    "Theo Đề án 06.",
    "Đã xong giai đoạn 2.",
    "Tổ 12, ấp 4.",
    "Bệnh viện cấp 3.",
    "Viết về vp12@tinh.gov.vn.",
    "Ảnh khổ 3 x 4.",
]


@pytest.mark.parametrize("text", NO_QUANTITIES)
def test_what_is_no_quantity(text: str) -> None:
    assert quantities(text) == ()


def test_every_pattern_keeps_out_one_of_the_texts() -> None:
    surfaces = [surface_of(text) for text in NO_QUANTITIES]
    starts = [[m.start() for m in lexicon().digits.finditer(s.folded)] for s in surfaces]
    idle = [p.pattern for p in lexicon().excluded if not any(p.search(s.folded) for s in surfaces)]
    idle += [
        p.pattern
        for p in lexicon().excluded_at
        if not any(p.match(s.folded, at) for s, places in zip(surfaces, starts, strict=True) for at in places)
    ]
    assert idle == []


@pytest.mark.parametrize(
    ("phrase", "noun"), [(p, name) for name, phrases in noun_cues().classes.items() for p in phrases]
)
def test_every_noun_is_counted(phrase: str, noun: str) -> None:
    found = quantities(f"Tỉnh có 23 {phrase}.")
    assert [(q.value, q.noun) for q in found] == [(23, noun)]


@pytest.mark.parametrize(
    ("phrase", "code"), [(p, code) for code, phrases in number_cues().currencies.items() for p in phrases]
)
def test_every_currency_is_read(phrase: str, code: str) -> None:
    found = quantities(f"Cam kết 23 triệu {phrase}.")
    assert [(q.value, q.unit) for q in found] == [(23e6, code)]


@pytest.mark.parametrize(
    ("phrase", "factor"), [(p, factor) for factor, phrases in number_cues().scales.items() for p in phrases]
)
def test_every_scale_word_is_read(phrase: str, factor: int) -> None:
    assert [q.value for q in quantities(f"Cam kết 2,5 {phrase} USD.")] == [2.5 * factor]


def test_no_noun_means_two_things() -> None:
    phrases = [p for phrases in noun_cues().classes.values() for p in phrases]
    assert sorted(p for p in set(phrases) if phrases.count(p) > 1) == []
