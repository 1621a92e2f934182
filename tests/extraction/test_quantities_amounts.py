"""Money, ratios, signs and hedges: (text as it stands, the quantities that it states)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SEPARATORS = [
    ("Tổng giá trị cam kết đạt 3.418.250 USD.", "3.418.250 = 3_418_250 USD"),
    ("Vốn đăng ký mới 612,45 triệu USD.", "612,45 triệu = 612_450_000 USD"),
    ("Đã giải ngân 1.904,6 nghìn USD trong quý.", "1.904,6 nghìn = 1_904_600 USD"),
    ("Kinh phí đối ứng 8.316,275 tỷ đồng.", "8.316,275 tỷ = 8_316_275_000_000 VND"),
    (
        "Viện trợ tăng 48.905 tỷ đồng so với năm trước.",
        "48.905 tỷ = 48_905_000_000 VND or 48_905_000_000_000",
    ),
    ("Tổng mức đầu tư 2.340 tỷ đồng.", "2.340 tỷ = 2_340_000_000_000 VND or 2_340_000_000"),
    ("Vốn bổ sung 1,275 triệu USD.", "1,275 triệu = 1_275_000 USD or 1_275_000_000"),
    ("Lũy kế đạt 9.875 triệu USD.", "9.875 triệu = 9_875_000_000 USD or 9_875_000"),
    ("Cam kết 71,430 tỷ đồng cho ba năm.", "71,430 tỷ = 71_430_000_000 VND"),
    ("Hỗ trợ 2,500 USD cho trạm y tế.", "2,500 = 2_500 USD"),
    ("Đón 1,350 lượt khách.", "1,350 = 1_350 people"),
    ("Đón 12.480 lượt khách quốc tế.", "12.480 = 12_480 people"),
    ("Có 1.204 dự án còn hiệu lực.", "1.204 = 1_204 project"),
    ("Có 2145 dự án còn hiệu lực.", "2145 = 2_145 project"),
    ("Giá trị 0,85 triệu USD.", "0,85 triệu = 850_000 USD"),
    ("Giá trị 0.85 triệu USD.", "0.85 triệu = 850_000 USD"),
    ("Giá trị 6.125.000,75 USD.", "6.125.000,75 = 6_125_000.75 USD"),
    ("Tỷ lệ giải ngân 45.5%.", "45.5 = 45.5 %"),
    ("Tỷ lệ giải ngân 12,375%.", "12,375 = 12.375 %"),
    ("Chuyển đổi 1.2.3 phiên bản.", ""),
]

DECIDED_BY_NEIGHBOURS = [
    (
        "Tài trợ 3,1 triệu USD (tương đương 71.920 tỷ đồng).",
        "3,1 triệu = 3_100_000 USD | 71.920 tỷ = 71_920_000_000 VND",
    ),
    (
        "Tổng vốn 1.416 tỷ đồng, tương đương 60,2 triệu USD.",
        "1.416 tỷ = 1_416_000_000_000 VND | 60,2 triệu = 60_200_000 USD",
    ),
    (
        "Thu hút 6.350 triệu USD, trong đó cấp mới 4.120 triệu USD và tăng thêm 2.230 triệu USD.",
        "6.350 triệu = 6_350_000_000 USD | 4.120 triệu = 4_120_000_000 USD | 2.230 triệu = 2_230_000_000 USD",
    ),
    (
        "Cam kết 64,2 tỷ đồng, giải ngân 21,5 tỷ đồng; so với năm trước tăng 40.115 tỷ đồng.",
        "64,2 tỷ = 64_200_000_000 VND | 21,5 tỷ = 21_500_000_000 VND | 40.115 tỷ = 40_115_000_000 VND",
    ),
    ("Ký 5,250 triệu USD (122,8 tỷ đồng).", "5,250 triệu = 5_250_000 USD | 122,8 tỷ = 122_800_000_000 VND"),
    (
        "Vốn mới 2,1 triệu USD; lũy kế 4.315 triệu USD.",
        "2,1 triệu = 2_100_000 USD | 4.315 triệu = 4_315_000_000 USD or 4_315_000",
    ),
    ("Viện trợ 61.470 tỷ đồng.", "61.470 tỷ = 61_470_000_000_000 VND or 61_470_000_000"),
    ("Tổng vốn 8.400 tỷ đồng.", "8.400 tỷ = 8_400_000_000_000 VND"),
    (
        "Mới 982 triệu USD, chi 1.465 triệu USD.",
        "982 triệu = 982_000_000 USD | 1.465 triệu = 1_465_000_000 USD or 1_465_000",
    ),
    ("Nhận 4,03 triệu USD.", "4,03 triệu = 4_030_000 USD"),
]

SCALE_WORDS = [
    ("Giải ngân 3 tỷ 417 triệu đồng.", "3 tỷ 417 triệu = 3_417_000_000 VND"),
    ("Kinh phí 12 tỷ 305 triệu 700 ngàn đồng.", "12 tỷ 305 triệu 700 ngàn = 12_305_700_000 VND"),
    ("Trị giá 2 triệu 915 nghìn 200 USD.", "2 triệu 915 nghìn 200 = 2_915_200 USD"),
    ("Hỗ trợ 640 trđ.", "640 trđ = 640_000_000 VND"),
    ("Vốn 18 trđô.", "18 trđô = 18_000_000 USD"),
    ("Vốn 35 tr.đ, giải ngân 12 tr.đồng.", "35 tr.đ = 35_000_000 VND | 12 tr.đồng = 12_000_000 VND"),
    ("Tài trợ 4 tỷ rưỡi đồng.", "4 tỷ rưỡi = 4_500_000_000 VND"),
    ("Tổng vốn 2,4 nghìn tỷ đồng.", "2,4 nghìn tỷ = 2_400_000_000_000 VND"),
    ("Tổng vốn 1,1 ngàn tỉ đồng.", "1,1 ngàn tỉ = 1_100_000_000_000 VND"),
    ("Thu 45 tỉ VNĐ.", "45 tỉ = 45_000_000_000 VND"),
    ("Đón hơn 1,2 triệu lượt khách.", "1,2 triệu = 1_200_000 people over"),
    ("Với trên 6 ngàn hội viên.", "6 ngàn = 6_000 other over"),
    ("Hỗ trợ 300.000đ mỗi suất.", "300.000 = 300_000 VND"),
    ("Vay 25 triệu EUR và 3,2 tỷ yên.", "25 triệu = 25_000_000 EUR | 3,2 tỷ = 3_200_000_000 JPY"),
    ("Viện trợ 450 nghìn ơ-rô.", "450 nghìn = 450_000 EUR"),
    ("Trao 15 triệu kíp cho nước bạn.", "15 triệu = 15_000_000 LAK"),
    ("Viện trợ $ 320.000.", "320.000 = 320_000 USD"),
    ("Viện trợ USD 1,5 triệu.", "1,5 triệu = 1_500_000 USD"),
    ("Kiều hối 7,9 triệu đô la Mỹ.", "7,9 triệu = 7_900_000 USD"),
    ("Tài trợ 2 triệu mỹ kim.", "2 triệu = 2_000_000 USD"),
]

SHARED_UNITS = [
    (
        "Vốn đạt 4.800 tỷ đồng, quy ra USD là 205 triệu.",
        "4.800 tỷ = 4_800_000_000_000 VND | 205 triệu = 205_000_000 USD",
    ),
    ("Cam kết 12 triệu, giải ngân 9 triệu USD.", "12 triệu = 12_000_000 USD | 9 triệu = 9_000_000 USD"),
    ("Tính bằng đồng, giá trị đạt 36 tỷ.", "36 tỷ = 36_000_000_000 VND"),
    ("Tổng vốn 15 triệu.", "15 triệu = 15_000_000 ?"),
    ("Giải ngân (triệu USD): 2,35; CK 1,8", "2,35 = 2_350_000 USD | 1,8 = 1_800_000 USD"),
    (
        "Giá trị cam kết (USD): 415.300; giải ngân (USD): 210.000",
        "415.300 = 415_300 USD | 210.000 = 210_000 USD",
    ),
    ("Vốn FDI (triệu USD): 56,4\nSố dự án: 7", "56,4 = 56_400_000 USD | 7 = 7 bare"),
    (
        "ĐVT: triệu đồng\nCam kết: 1.480,5\nGiải ngân: 655",
        "1.480,5 = 1_480_500_000 VND | 655 = 655_000_000 VND",
    ),
    ("Đoàn ra (đoàn): 14; CK 9", "14 = 14 delegation | 9 = 9 delegation"),
    ("Tăng trưởng (%): 12,4; 7,1", "12,4 = 12.4 % | 7,1 = 7.1 %"),
    ("Tiếp nhận 3,72 (triệu USD) trong kỳ.", "3,72 = 3_720_000 USD"),
    ("Cấp mới 210,5 triệu USD (CK: 188,4).", "210,5 triệu = 210_500_000 USD | 188,4 = 188_400_000 USD"),
    ("Cấp mới 210 triệu USD (cùng kỳ 188).", "210 triệu = 210_000_000 USD | 188 = 188_000_000 USD or 188"),
    (
        "Vốn 83,6 triệu USD, trong đó mới: 51,2, bổ sung: 32,4.",
        "83,6 triệu = 83_600_000 USD | 51,2 = 51_200_000 USD | 32,4 = 32_400_000 USD",
    ),
    ("Vốn tăng từ 41 lên 96,3 triệu USD.", "41 = 41_000_000 USD | 96,3 triệu = 96_300_000 USD"),
    ("Giảm từ 28,4 xuống còn 17,9 triệu USD.", "28,4 = 28_400_000 USD | 17,9 triệu = 17_900_000 USD"),
    ("Có 12, 30 và 4,5 triệu USD.", "12 = 12 bare | 30 = 30 bare or 30_000_000 | 4,5 triệu = 4_500_000 USD"),
    (
        "Lần lượt là 302,1, 155 và 1.812,6 triệu USD.",
        "302,1 = 302_100_000 USD | 155 = 155_000_000 USD | 1.812,6 triệu = 1_812_600_000 USD",
    ),
    (
        "Gồm 2.315 triệu điều chỉnh và 130 triệu góp vốn; tổng 2.445 triệu USD.",
        "2.315 triệu = 2_315_000_000 USD | 130 triệu = 130_000_000 USD | 2.445 triệu = 2_445_000_000 USD",
    ),
    (
        "Viện trợ 6,9 triệu USD và 1,1 triệu ơ-rô, quy ra đô la 8,1 triệu.",
        "6,9 triệu = 6_900_000 USD | 1,1 triệu = 1_100_000 EUR | 8,1 triệu = 8_100_000 USD",
    ),
    ("Cam kết 4,08, so với 4,71 triệu USD của cùng kỳ.", "4,08 = 4_080_000 USD | 4,71 triệu = 4_710_000 USD"),
    ("Cộng lại 31 triệu USD; cùng kỳ 28 triệu.", "31 triệu = 31_000_000 USD | 28 triệu = 28_000_000 USD"),
]

RATIOS = [
    ("Tăng 18,6% so với cùng kỳ.", "18,6 = 18.6 %"),
    ("Bằng 92 phần trăm kế hoạch.", "92 = 92 %"),
    ("Tăng 3 điểm phần trăm.", "3 = 3 other"),
    ("Gấp 2,6 lần cùng kỳ.", "2,6 = 2.6 times"),
    ("Bằng 1,4 lần năm trước.", "1,4 = 1.4 times"),
    ("Tăng 0,35 lần.", "0,35 = 0.35 times"),
    ("Nhiều gấp đôi, vốn gấp rưỡi.", "gấp đôi = 2 times | gấp rưỡi = 1.5 times"),
    ("Vốn tăng gấp ba lần.", "ba lần = 3 times"),
    ("Cao hơn 2 lần so với cùng kỳ.", "2 = 2 times"),
]

SIGNS_AND_RANGES = [
    (
        "Đoàn ra 15 (+4), đoàn vào 9 (-3).",
        "15 = 15 bare | 4 = 4 bare signed | 9 = 9 bare | 3 = -3 bare signed",
    ),
    ("Vốn 6,2 triệu USD (-18,5%).", "6,2 triệu = 6_200_000 USD | 18,5 = -18.5 % signed"),
    ("So CK: đoàn ra -4, đoàn vào +7.", "4 = -4 bare signed | 7 = 7 bare signed"),
    ("Tăng/giảm: +2,8 tỷ đồng.", "2,8 tỷ = 2_800_000_000 VND signed"),
    ("Tăng trưởng âm 6,3%.", "6,3 = -6.3 % signed"),
    ("Dự kiến từ 150 đến 180 triệu USD.", "150 = 150_000_000 USD range | 180 triệu = 180_000_000 USD range"),
    ("Mỗi tháng đón 4-6 đoàn.", "4 = 4 delegation range | 6 = 6 delegation range"),
    ("Dự báo tăng 5,5% - 6,5%.", "5,5 = 5.5 % range | 6,5 = 6.5 % range"),
    ("Đón 28 đoàn - 76 lượt người.", "28 = 28 delegation | 76 = 76 people"),
    ("- 12 đoàn ra\n- 9 đoàn vào", "12 = 12 delegation | 9 = 9 delegation"),
]

HEDGES = [
    ("Có gần 40 đoàn, hơn 300 lượt người.", "40 = 40 delegation under | 300 = 300 people over"),
    ("Đạt khoảng 25 triệu USD.", "25 triệu = 25_000_000 USD about"),
    ("Đạt khoảng gần 5 triệu USD.", "5 triệu = 5_000_000 USD under"),
    ("Ước đạt 12,5 triệu USD.", "12,5 triệu = 12_500_000 USD about"),
    ("Không dưới 20 đoàn.", "20 = 20 delegation over"),
    ("Từ 10 triệu USD trở lên.", "10 triệu = 10_000_000 USD over"),
    ("Tốc độ 6% năm nay.", "6 = 6 %"),
    ("Cao hơn 7 đoàn.", "7 = 7 delegation"),
    ("Xấp xỉ 1 tỷ USD.", "1 tỷ = 1_000_000_000 USD about"),
]


@pytest.mark.parametrize(("text", "expected"), SEPARATORS)
def test_separators(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), DECIDED_BY_NEIGHBOURS)
def test_decided_by_neighbours(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), SCALE_WORDS)
def test_scale_words(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), SHARED_UNITS)
def test_shared_units(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), RATIOS)
def test_ratios(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), SIGNS_AND_RANGES)
def test_signs_and_ranges(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), HEDGES)
def test_hedges(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected
