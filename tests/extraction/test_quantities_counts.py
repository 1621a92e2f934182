"""Counts, words, fractions, zeros, and what is no quantity: (text as it stands, its quantities)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

NUMBER_WORDS = [
    ("Mười bốn tổ chức đang hoạt động.", "Mười bốn = 14 organisation"),
    ("Cử hai mươi mốt đoàn ra nước ngoài.", "hai mươi mốt = 21 delegation"),
    ("Có một trăm lẻ năm dự án.", "một trăm lẻ năm = 105 project"),
    ("Có một trăm hai mươi ba dự án.", "một trăm hai mươi ba = 123 project"),
    ("Cam kết bốn triệu ba trăm nghìn USD.", "bốn triệu ba trăm nghìn = 4_300_000 USD"),
    ("Tài trợ nửa triệu USD.", "nửa triệu = 500_000 USD"),
    ("Tài trợ hai tỷ rưỡi đồng.", "hai tỷ rưỡi = 2_500_000_000 VND"),
    ("Đón bảy đoàn và sáu mươi lăm lượt khách.", "bảy = 7 delegation | sáu mươi lăm = 65 people"),
    ("Số dự án được cấp là hai mươi hai.", "hai mươi hai = 22 bare"),
    ("Số đoàn ra là bảy.", "bảy = 7 bare"),
    ("Đạt năm mươi phần trăm kế hoạch.", "năm mươi = 50 %"),
    ("Tăng gấp hai lần rưỡi cùng kỳ.", "hai lần rưỡi = 2.5 times"),
    ("Tăng hơn ba lần so với cùng kỳ.", "ba lần = 3 times over"),
    ("Vốn gấp ba năm trước.", "ba = 3 times"),
    ("Có năm đoàn vào cấp tỉnh.", "năm = 5 delegation"),
    ("Năm tổ chức PCPNN đăng ký hoạt động.", "Năm = 5 organisation"),
    ("Tỉnh ký ba bản ghi nhớ.", "ba = 3 agreement"),
]

ORDINARY_WORDS = [
    ("Năm Đoàn kết Việt Nam - Cuba.", ""),
    ("Trong năm tổ chức 06 hội thảo.", "06 = 6 conference"),
    ("Năm tổ chức hội nghị xúc tiến nhiều nhất.", ""),
    ("Hàng năm đoàn công tác đều sang thăm.", ""),
    ("một số dự án chưa triển khai.", ""),
    ("Hai bên trao đổi trên cả ba mặt.", ""),
    ("Trong tháng Ba đoàn đã sang thăm.", ""),
    ("Lần thứ tư đoàn trở lại.", ""),
    ("Ba năm tổ chức lễ kỷ niệm.", ""),
    ("Hai mươi năm đoàn kết; mười năm tổ chức PCPNN gắn bó; mười hai ngày.", ""),
    ("Một trong những dự án lớn.", ""),
]

FRACTIONS = [
    ("Thực hiện 03/14 đoàn ra cấp tỉnh.", "03 = 3 delegation done | 14 = 14 delegation plan"),
    ("Đạt 05/09 KH năm.", "05 = 5 bare done | 09 = 9 bare plan"),
    ("Hội thảo đã tổ chức: 6/KH 10.", "6 = 6 bare done | 10 = 10 bare plan"),
    ("Hoàn thành 7 trên 15 đoàn.", "7 = 7 delegation done | 15 = 15 delegation plan"),
    ("Tiếp 0/4 đoàn vào.", "0 = 0 delegation done | 4 = 4 delegation plan"),
    ("Đoàn ra: 18/92 (đoàn/người).", "18 = 18 delegation | 92 = 92 people"),
    (
        "Đoàn ra: 22 đoàn/140 lượt người (CK: 15/88).",
        "22 = 22 delegation | 140 = 140 people | 15 = 15 delegation | 88 = 88 people",
    ),
    (
        "Đoàn vào 11/64 khách; CK 9/51.",
        "11 = 11 delegation | 64 = 64 people | 9 = 9 delegation | 51 = 51 people",
    ),
    ("Đoàn ra 95/512 lượt.", "95 = 95 delegation | 512 = 512 turn"),
    ("Giải ngân 1,4/3,6 triệu USD.", "1,4 = 1_400_000 USD done | 3,6 triệu = 3_600_000 USD plan"),
    ("Có 38/59 địa phương báo cáo.", "38 = 38 other done | 59 = 59 other plan"),
    (
        "So 2022/2021: 16/2 đoàn, 75/6 người.",
        "16 = 16 delegation | 2 = 2 delegation | 75 = 75 people | 6 = 6 people",
    ),
    ("Cấp mới 69/711,9 triệu USD.", "69 = 69 bare or 69_000_000 | 711,9 triệu = 711_900_000 USD"),
    ("Thực hiện 24/24 đoàn.", "24 = 24 delegation done | 24 = 24 delegation plan"),
    ("Bằng 3/4 của cùng kỳ.", "3/4 = 75 %"),
    ("Số dự án tăng 1/5.", "1/5 = 20 %"),
    ("Chiếm 2/3 tổng vốn.", "2/3 = 66.6666666666667 %"),
    ("Chỉ bằng phân nửa năm ngoái.", "phân nửa = 50 %"),
    ("Giảm hai phần ba so với cùng kỳ.", "hai phần ba = 66.6666666666667 %"),
    ("Giảm ba phần tư.", "ba phần tư = 75 %"),
    ("Đạt khoảng một nửa kế hoạch.", "một nửa = 50 % about"),
    ("Trong nửa đầu năm đón 6 đoàn.", "6 = 6 delegation"),
]

STATED_ZEROS = [
    ("Trong kỳ không có đoàn vào cấp tỉnh.", "không có đoàn = 0 delegation zero"),
    ("Đoàn ra: chưa có.", "Đoàn ra: chưa có = 0 delegation zero"),
    ("Không phát sinh dự án mới.", "Không phát sinh dự án = 0 project zero"),
    ("Tỉnh chưa ký kết thỏa thuận quốc tế nào.", "chưa ký kết thỏa thuận quốc tế = 0 agreement zero"),
    ("Không đoàn nào sử dụng ngân sách.", "Không đoàn nào = 0 delegation zero"),
    ("Không tổ chức hội thảo quốc tế.", "Không tổ chức hội thảo = 0 conference zero"),
    ("Không có đoàn nào vi phạm quy định.", ""),
    ("Chưa thu hút được dự án lớn.", ""),
    ("Chưa thu hút được nhiều dự án.", ""),
    ("Nếu không có dự án thì báo cáo trước 15/6.", ""),
    ("Đón 0 đoàn.", "0 = 0 delegation"),
]

SLIPS = [
    ("Đón O5 đoàn.", "O5 = 5 delegation"),
    ("Cử 2l đoàn ra.", "2l = 21 delegation"),
    ("Có I2 dự án.", "I2 = 12 project"),
    ("Cam kết 3.150.OOO USD.", "3.150.OOO = 3_150_000 USD"),
    ("Cam kết O,65 triệu USD.", "O,65 triệu = 650_000 USD"),
    ("Đón 17¹ đoàn⁽²⁾.", "17 = 17 delegation"),
    ("Đã có **21/63** đoàn.", "21 = 21 delegation done | 63 = 63 delegation plan"),
    ("Với 48 luợt người.", "48 = 48 people"),
]

WITHOUT_DIACRITICS = [
    (
        "Tiep nhan 16 du an moi, doan ra 9 doan voi 61 luot nguoi.",
        "16 = 16 project | 9 = 9 delegation | 61 = 61 people",
    ),
    (
        "Gia tri cam ket 2,3 trieu USD, giai ngan khoang 35 ty dong.",
        "2,3 trieu = 2_300_000 USD | 35 ty = 35_000_000_000 VND about",
    ),
    ("Trong ky khong co doan vao cap tinh.", "khong co doan = 0 delegation zero"),
    ("Thang 6 nam 2022 tinh da to chuc 4 hoi nghi.", "4 = 4 conference"),
    ("Ky ket muoi hai ban ghi nho.", "muoi hai = 12 agreement"),
]

NO_QUANTITIES = [
    ("Ngày 14/6/2023, từ ngày 02/5 đến ngày 09/5/2023, tháng 8 năm 2022.", ""),
    ("Từ 05/4 - 09/4, ngày 12, 13/6, quý II/2023, 9T/2023.", ""),
    ("Giai đoạn 2021-2025, các năm 2021, 2022 và 2023, nhiệm kỳ 2020 - 2025.", ""),
    ("Quyết định số 1182/QĐ-UBND; Luật số 69/2020/QH14; 15-NQ/TU; Văn bản số 2207/UBND-NC.", ""),
    ("Theo Nghị quyết 18, Chỉ thị 38 và Quy chế 272.", ""),
    ("Tại Điều 6, khoản 3 Điều 12, Phụ lục 2, mục 3.1.", ""),
    ("Điện thoại: 0263.3822.155; fax 0263 3833 777.", ""),
    ("Họp lúc 08:30, trực 24/24 giờ, lúc 14 giờ 30.", ""),
    ("Cách mạng công nghiệp 4.0, Covid-19, G20, ASEAN+3, COP26.", ""),
    ("Xem anh.128.jpg và 12.pdf.", ""),
    ("gồm: (1) rà soát; (2) đôn đốc; (3) tổng kết.", ""),
    ("Sau 15 năm, trong 06 tháng, 3 ngày làm việc.", ""),
]

AMONG_OTHER_NUMBERS = [
    ("1. Đoàn ra: 7 đoàn. 2. Đoàn vào: 4 đoàn.", "7 = 7 delegation | 4 = 4 delegation"),
    ("1.2. Có 9 dự án.", "9 = 9 project"),
    ("II.3. Có 9 dự án.", "9 = 9 project"),
    ("Ngày 12/6 tiếp 05 đoàn.", "05 = 5 delegation"),
    ("Trong 6 tháng 12 đoàn đã đi.", "12 = 12 delegation"),
    ("Quyết định số 45/QĐ-UBND phê duyệt 3 dự án.", "3 = 3 project"),
    ("Số đoàn dùng ngân sách (6), nguồn khác (5).", "6 = 6 bare | 5 = 5 bare"),
    ("Tháng 6/2022 tổ chức 02 hội nghị.", "02 = 2 conference"),
    ("Năm 2022 tổ chức được 3 hội thảo.", "3 = 3 conference"),
    ("Đoàn lãnh đạo tỉnh sang Lào (15/3).", ""),
    ("Cấp 02 giấy chứng nhận.", "02 = 2 enterprise"),
    ("Góp vốn mua cổ phần 6,4 triệu USD.", "6,4 triệu = 6_400_000 USD"),
    ("Số dự án: 31\n- Số tổ chức: 12", "31 = 31 bare | 12 = 12 bare"),
    ("- Số tổ chức: 36\nDự án: 12", "36 = 36 bare | 12 = 12 bare"),
    ("3\tTỉnh A\t19/6\t22/6", ""),
    ("In 5.000 bản đồ và 20 bản tin.", "5.000 = 5_000 other | 20 = 20 other"),
    ("Có 6 phóng viên và 3 nhà báo.", "6 = 6 reporter | 3 = 3 reporter"),
]

IN_SENTENCES = [
    ("Có 3 cấp mới và 27 cấp tỉnh.", "3 = 3 bare | 27 = 27 bare"),
    ("Họp trực tuyến 4 lần trong kỳ.", "4 = 4 other"),
    ("9T/2023 đón 4 đoàn, 6T đầu năm đón 3 đoàn.", "4 = 4 delegation | 3 = 3 delegation"),
    ("Kế hoạch 18, thực hiện 12.", "18 = 18 bare | 12 = 12 bare"),
    ("Theo Kế hoạch số 112/KH-UBND, tổ chức 3 đoàn.", "3 = 3 delegation"),
    (
        "Vốn 3 triệu USD, giảm 1,2 triệu so với cùng kỳ.",
        "3 triệu = 3_000_000 USD | 1,2 triệu = 1_200_000 USD",
    ),
    (
        "Đón 45 đoàn với 812 lượt khách đến từ 17 quốc gia.",
        "45 = 45 delegation | 812 = 812 people | 17 = 17 other",
    ),
    ("Có 25 chuyên gia và 4 tình nguyện viên.", "25 = 25 people | 4 = 4 other"),
    ("Tăng 12.345 lượt người.", "12.345 = 12_345 people"),
    ("Lượng kiều hối đạt 1,25 tỷ USD (tăng 8%).", "1,25 tỷ = 1_250_000_000 USD | 8 = 8 %"),
    ("Đoàn vào: 23; đoàn ra: 11.", "23 = 23 bare | 11 = 11 bare"),
    ("Đoàn đi nước ngoài trên 12 ngày có 3 đoàn.", "3 = 3 delegation"),
    ("Thành viên: 7 nam, 5 nữ.", "7 = 7 other | 5 = 5 other"),
    ("Tỷ lệ 02/09 (22,2%).", "02 = 2 bare done | 09 = 9 bare plan | 22,2 = 22.2 %"),
]


@pytest.mark.parametrize(("text", "expected"), NUMBER_WORDS)
def test_number_words(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), ORDINARY_WORDS)
def test_ordinary_words(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), FRACTIONS)
def test_fractions(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), STATED_ZEROS)
def test_stated_zeros(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), SLIPS)
def test_slips(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), WITHOUT_DIACRITICS)
def test_without_diacritics(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), NO_QUANTITIES)
def test_no_quantities(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), AMONG_OTHER_NUMBERS)
def test_among_other_numbers(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), IN_SENTENCES)
def test_in_sentences(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected
