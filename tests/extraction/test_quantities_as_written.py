"""Forms in which offices write numbers, from memory of such papers: (text as it stands, its quantities)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.extraction.quantities import quantities

WHOLE_AND_DECIMAL = [
    ("Tổng vốn đăng ký 1.086,4 triệu USD.", "1.086,4 triệu = 1_086_400_000 USD"),
    ("Tổng vốn đăng ký 1,086.4 triệu USD.", "1,086.4 triệu = 1_086_400_000 USD"),
    ("Tổng vốn đăng ký 1. 086,4 triệu USD.", "1. 086,4 triệu = 1_086_400_000 USD"),
    ("Giá trị viện trợ 2 350 000 USD.", "2 350 000 = 2_350_000 USD"),
    ("Giá trị viện trợ 2\u00a0350\u00a0000 USD.", "2\u00a0350\u00a0000 = 2_350_000 USD"),
    ("Giá trị viện trợ 2.350.000,00 USD.", "2.350.000,00 = 2_350_000 USD"),
    ("Giá trị viện trợ 2,350,000.00 USD.", "2,350,000.00 = 2_350_000 USD"),
    ("Giá trị viện trợ 2,350,000 USD.", "2,350,000 = 2_350_000 USD"),
    ("Giá trị viện trợ 2.350.000USD.", "2.350.000 = 2_350_000 USD"),
    ("Giá trị viện trợ 2.350.000$.", "2.350.000 = 2_350_000 USD"),
    ("Giá trị viện trợ 2350000 USD.", "2350000 = 2_350_000 USD"),
    ("Đón 25.417 lượt khách.", "25.417 = 25_417 people"),
    ("Vốn thực hiện 45,0 triệu USD.", "45,0 triệu = 45_000_000 USD"),
    ("Vốn thực hiện 0,072 tỷ USD.", "0,072 tỷ = 72_000_000 USD"),
    ("Vốn thực hiện 7.8 tỷ đồng.", "7.8 tỷ = 7_800_000_000 VND"),
    ("Vốn thực hiện 15.37 triệu USD.", "15.37 triệu = 15_370_000 USD"),
    ("Vốn thực hiện 20.118,006 triệu đồng.", "20.118,006 triệu = 20_118_006_000 VND"),
    ("Tăng 7.5%.", "7.5 = 7.5 %"),
    ("Tăng 107,25 %.", "107,25 = 107.25 %"),
    ("Tăng 1.204%.", "1.204 = 1_204 % or 1.204"),
]

MIXED_SCALES = [
    ("Trị giá 1 tỷ 252 triệu đồng.", "1 tỷ 252 triệu = 1_252_000_000 VND"),
    ("Trị giá 2 tỷ 3 đồng.", "2 tỷ 3 = 2_300_000_000 VND"),
    ("Trị giá hai tỷ ba đồng.", "hai tỷ ba = 2_300_000_000 VND"),
    ("Trị giá 2 triệu rưỡi USD.", "2 triệu rưỡi = 2_500_000 USD"),
    ("Trị giá nửa tỷ đồng.", "nửa tỷ = 500_000_000 VND"),
    ("Trị giá nửa triệu đô la Mỹ.", "nửa triệu = 500_000 USD"),
    ("Trị giá một triệu rưỡi đô la.", "một triệu rưỡi = 1_500_000 USD"),
    ("Trị giá 3 trăm triệu đồng.", "3 trăm triệu = 300_000_000 VND"),
    ("Trị giá 5 chục tỷ đồng.", "5 chục tỷ = 50_000_000_000 VND"),
    ("Trị giá 15 nghìn tỷ đồng.", "15 nghìn tỷ = 15_000_000_000_000 VND"),
    ("Trị giá 1.500 nghìn USD.", "1.500 nghìn = 1_500_000 USD"),
    ("Trị giá 1,2 tr USD.", "1,2 tr = 1_200_000 USD"),
    ("Trị giá 1,2 trUSD.", "1,2 trUSD = 1_200_000 USD"),
    ("Trị giá 75 tỷđồng.", "75 tỷ = 75_000_000_000 VND"),
    ("Trị giá 4,7tỷ đồng.", "4,7tỷ = 4_700_000_000 VND"),
    ("Trị giá 4,7 tỉ.", "4,7 tỉ = 4_700_000_000 ?"),
]

WORDS = [
    ("Đón mười hai đoàn khách.", "mười hai = 12 delegation"),
    ("Đón hai mươi mốt đoàn khách.", "hai mươi mốt = 21 delegation"),
    ("Đón ba lăm đoàn khách.", "ba lăm = 35 delegation"),
    ("Đón ba mươi tư đoàn khách.", "ba mươi tư = 34 delegation"),
    ("Đón bốn chục đoàn khách.", "bốn chục = 40 delegation"),
    ("Đón hơn một trăm đoàn khách.", "một trăm = 100 delegation over"),
    ("Đón gần hai trăm lượt người.", "hai trăm = 200 people under"),
    ("Đón một trăm mười lăm lượt người.", "một trăm mười lăm = 115 people"),
    ("Đón hai ngàn không trăm linh tư lượt người.", "hai ngàn không trăm linh tư = 2_004 people"),
    ("Đón một nghìn hai trăm lượt người.", "một nghìn hai trăm = 1_200 people"),
    ("Tài trợ năm trăm nghìn đô la Mỹ.", "năm trăm nghìn = 500_000 USD"),
    ("Tài trợ ba phẩy năm triệu USD.", "ba phẩy năm triệu = 3_500_000 USD"),
    ("Ký bảy thỏa thuận.", "bảy = 7 agreement"),
    ("Ký 07 (bảy) thỏa thuận.", "07 = 7 agreement"),
    ("Ký 12 (mười hai) bản ghi nhớ.", "12 = 12 agreement"),
    ("Cử 5 (năm) đoàn ra.", "5 = 5 delegation"),
    ("Tăng mười lăm phần trăm.", "mười lăm = 15 %"),
    ("Vốn tăng gấp đôi cùng kỳ.", "gấp đôi = 2 times"),
    ("Có một đoàn ra.", "một = 1 delegation"),
]

HEDGED = [
    ("Có khoảng 30 đoàn.", "30 = 30 delegation about"),
    ("Có chừng 30 đoàn.", "30 = 30 delegation about"),
    ("Có tầm 30 đoàn.", "30 = 30 delegation about"),
    ("Có độ 30 đoàn.", "30 = 30 delegation about"),
    ("Có ngót 30 đoàn.", "30 = 30 delegation under"),
    ("Có ngót nghét 30 đoàn.", "30 = 30 delegation under"),
    ("Có suýt soát 30 đoàn.", "30 = 30 delegation under"),
    ("Có trên 30 đoàn.", "30 = 30 delegation over"),
    ("Có hơn 30 đoàn.", "30 = 30 delegation over"),
    ("Có ít nhất 30 đoàn.", "30 = 30 delegation over"),
    ("Có tối thiểu 30 đoàn.", "30 = 30 delegation over"),
    ("Có không quá 30 đoàn.", "30 = 30 delegation under"),
    ("Có tối đa 30 đoàn.", "30 = 30 delegation under"),
    ("Có dưới 30 đoàn.", "30 = 30 delegation under"),
    ("Có khoảng trên 30 đoàn.", "30 = 30 delegation over"),
    ("Có xấp xỉ 30 đoàn.", "30 = 30 delegation about"),
    (
        "Đạt 1,2 tỷ USD, xấp xỉ 25 nghìn tỷ đồng.",
        "1,2 tỷ = 1_200_000_000 USD | 25 nghìn tỷ = 25_000_000_000_000 VND about",
    ),
    ("Có 30 đoàn trở lên.", "30 = 30 delegation over"),
    ("Đạt khoảng hơn 2 triệu USD.", "2 triệu = 2_000_000 USD over"),
    ("Đạt 2 triệu USD là ước tính.", "2 triệu = 2_000_000 USD"),
    ("Vốn đạt vào khoảng 45 triệu USD.", "45 triệu = 45_000_000 USD about"),
    ("Vốn đạt chưa đến 45 triệu USD.", "45 triệu = 45_000_000 USD under"),
    ("Vốn đạt chưa tới 45 triệu USD.", "45 triệu = 45_000_000 USD under"),
    ("Vốn vượt 45 triệu USD.", "45 triệu = 45_000_000 USD over"),
    ("Vốn đạt ~45 triệu USD.", "45 triệu = 45_000_000 USD about"),
    ("Vốn đạt >45 triệu USD.", "45 triệu = 45_000_000 USD over"),
    (
        "Vốn đạt 45 triệu USD, hơn cùng kỳ 13 triệu USD.",
        "45 triệu = 45_000_000 USD | 13 triệu = 13_000_000 USD",
    ),
]

CURRENCIES = [
    ("Nhận 4 triệu US$.", "4 triệu = 4_000_000 USD"),
    ("Nhận US$ 4 triệu.", "4 triệu = 4_000_000 USD"),
    ("Nhận US$4 triệu.", "4 triệu = 4_000_000 USD"),
    ("Nhận $4,5 triệu.", "4,5 triệu = 4_500_000 USD"),
    ("Nhận 4 triệu đô la Mỹ.", "4 triệu = 4_000_000 USD"),
    ("Nhận 4 triệu đô-la.", "4 triệu = 4_000_000 USD"),
    ("Nhận 4 triệu đôla Mỹ.", "4 triệu = 4_000_000 USD"),
    ("Nhận 4 triệu Mỹ kim.", "4 triệu = 4_000_000 USD"),
    ("Nhận 4 triệu đô.", "4 triệu = 4_000_000 USD"),
    ("Nhận 4 triệu Đô la Mỹ (USD).", "4 triệu = 4_000_000 USD"),
    ("Nhận 4 triệu euro.", "4 triệu = 4_000_000 EUR"),
    ("Nhận 4 triệu Ơ-rô.", "4 triệu = 4_000_000 EUR"),
    ("Nhận 4 triệu €.", "4 triệu = 4_000_000 EUR"),
    ("Nhận €4 triệu.", "4 triệu = 4_000_000 EUR"),
    ("Nhận 40 triệu yên Nhật.", "40 triệu = 40_000_000 JPY"),
    ("Nhận 40 triệu JPY.", "40 triệu = 40_000_000 JPY"),
    ("Nhận 40 triệu yen.", "40 triệu = 40_000_000 JPY"),
    ("Nhận 900 triệu won.", "900 triệu = 900_000_000 KRW"),
    ("Nhận 900 triệu won Hàn Quốc.", "900 triệu = 900_000_000 KRW"),
    ("Nhận 6 triệu Nhân dân tệ.", "6 triệu = 6_000_000 CNY"),
    ("Nhận 6 triệu NDT.", "6 triệu = 6_000_000 CNY"),
    ("Nhận 6 triệu tệ.", "6 triệu = 6_000_000 CNY"),
    ("Nhận 6 triệu RMB.", "6 triệu = 6_000_000 CNY"),
    ("Nhận 2 triệu bảng Anh.", "2 triệu = 2_000_000 GBP"),
    ("Nhận £2 triệu.", "2 triệu = 2_000_000 GBP"),
    ("Nhận 2 triệu AUD.", "2 triệu = 2_000_000 AUD"),
    ("Nhận 2 triệu đô la Úc.", "2 triệu = 2_000_000 AUD"),
    ("Nhận 2 triệu đô la Ô-xtrây-li-a.", "2 triệu = 2_000_000 AUD"),
    ("Nhận 2 triệu CHF.", "2 triệu = 2_000_000 CHF"),
    ("Nhận 2 triệu franc Thụy Sĩ.", "2 triệu = 2_000_000 CHF"),
    ("Nhận 2 triệu CAD.", "2 triệu = 2_000_000 CAD"),
    ("Nhận 2 triệu đô la Canada.", "2 triệu = 2_000_000 CAD"),
    ("Nhận 2 triệu đô la Singapore.", "2 triệu = 2_000_000 SGD"),
    ("Nhận 2 triệu SGD.", "2 triệu = 2_000_000 SGD"),
    ("Nhận 2 triệu đô la Hồng Kông.", "2 triệu = 2_000_000 HKD"),
    ("Nhận 2 triệu đô la New Zealand.", "2 triệu = 2_000_000 NZD"),
    ("Nhận 2 triệu bạt.", "2 triệu = 2_000_000 THB"),
    ("Nhận 2 triệu baht Thái.", "2 triệu = 2_000_000 THB"),
    ("Nhận 2 tỷ đồng Việt Nam.", "2 tỷ = 2_000_000_000 VND"),
    ("Nhận 2 tỷ VND.", "2 tỷ = 2_000_000_000 VND"),
    ("Nhận 2 tỷ VNĐ.", "2 tỷ = 2_000_000_000 VND"),
    ("Nhận 2 tỷ đ.", "2 tỷ = 2_000_000_000 VND"),
    ("Nhận 200 triệu đ từ quỹ.", "200 triệu = 200_000_000 VND"),
    ("Nhận 2 triệu rúp.", "2 triệu = 2_000_000 RUB"),
]

FOOTNOTE_MARKS = [
    ("Vốn đăng ký 568,78(1) triệu USD.", "568,78(1) triệu = 568_780_000 USD"),
    ("Vốn đăng ký 568,78 (1) triệu USD.", "568,78 (1) triệu = 568_780_000 USD"),
    ("Vốn đăng ký 568,78[1] triệu USD.", "568,78[1] triệu = 568_780_000 USD"),
    ("Vốn đăng ký 568,78¹ triệu USD.", "568,78¹ triệu = 568_780_000 USD"),
    ("Vốn đăng ký 568,78⁽¹⁾ triệu USD.", "568,78⁽¹⁾ triệu = 568_780_000 USD"),
    ("Vốn đăng ký 568,78 triệu USD(1).", "568,78 triệu = 568_780_000 USD"),
    ("Vốn đăng ký 568,78 triệu USD¹², tăng 3,1%².", "568,78 triệu = 568_780_000 USD | 3,1 = 3.1 %"),
    ("Đón 12¹ đoàn.", "12 = 12 delegation"),
    ("Đón 12(3) đoàn.", "12 = 12 delegation"),
    ("Đón 45[2] lượt khách.", "45 = 45 people"),
    ("Đón 45 lượt khách[2].", "45 = 45 people"),
    ("Đón 45* lượt khách.", "45 = 45 people"),
]

RANGES = [
    ("Mỗi năm từ 3 đến 5 đoàn.", "3 = 3 delegation range | 5 = 5 delegation range"),
    ("Mỗi năm 3–5 đoàn.", "3 = 3 delegation range | 5 = 5 delegation range"),
    ("Mỗi năm 3 - 5 đoàn.", "3 = 3 delegation range | 5 = 5 delegation range"),
    ("Mỗi năm từ 3-5 đoàn.", "3 = 3 delegation range | 5 = 5 delegation range"),
    ("Thu hút 1,5-2 tỷ USD.", "1,5 = 1_500_000_000 USD range | 2 tỷ = 2_000_000_000 USD range"),
    (
        "Thu hút từ 800 triệu đến 1 tỷ USD.",
        "800 triệu = 800_000_000 USD range | 1 tỷ = 1_000_000_000 USD range",
    ),
    ("Tăng 5 - 7%.", "5 = 5 % range | 7 = 7 % range"),
    ("Tăng từ 5% đến 7%.", "5 = 5 % range | 7 = 7 % range"),
]

FRACTIONS = [
    ("Đạt 02/11 đoàn.", "02 = 2 delegation done | 11 = 11 delegation plan"),
    ("Đạt 02/ 11 đoàn.", "02 = 2 delegation done | 11 = 11 delegation plan"),
    ("Đạt 02 / 11 đoàn.", "02 = 2 delegation done | 11 = 11 delegation plan"),
    ("Đạt 02/tổng số 11 đoàn.", "02 = 2 delegation done | 11 = 11 delegation plan"),
    ("Đạt 2 trong tổng số 11 đoàn.", "2 = 2 delegation | 11 = 11 delegation"),
    ("Chiếm 2/3 số dự án.", "2/3 = 66.6666666666667 %"),
    ("Chiếm một phần ba số dự án.", "một phần ba = 33.3333333333333 %"),
    ("Chiếm hơn một nửa số dự án.", "một nửa = 50 % over"),
]

ZEROS = [
    ("Không có đoàn ra.", "Không có đoàn = 0 delegation zero"),
    ("Chưa có dự án mới.", "Chưa có dự án = 0 project zero"),
    ("Chưa phát sinh dự án FDI mới.", "Chưa phát sinh dự án = 0 project zero"),
    ("Không tiếp nhận khoản viện trợ nào.", "Không tiếp nhận khoản viện trợ = 0 grant zero"),
    ("Không cấp mới dự án nào.", "Không cấp mới dự án = 0 project zero"),
    ("Đoàn vào: không.", "Đoàn vào: không = 0 delegation zero"),
    ("Đoàn vào: không có.", "Đoàn vào: không có = 0 delegation zero"),
    ("Đoàn vào: 00.", "00 = 0 bare"),
    ("Đoàn vào: 0 đoàn.", "0 = 0 delegation"),
]

SHARED = [
    (
        "Ba năm qua lần lượt đạt 2,8; 2,7; 2,6 tỷ USD.",
        "2,8 = 2_800_000_000 USD | 2,7 = 2_700_000_000 USD | 2,6 tỷ = 2_600_000_000 USD",
    ),
    (
        "Ba năm qua lần lượt đạt 2,8, 2,7 và 2,6 tỷ USD.",
        "2,8 = 2_800_000_000 USD | 2,7 = 2_700_000_000 USD | 2,6 tỷ = 2_600_000_000 USD",
    ),
    (
        "Đoàn ra, đoàn vào lần lượt là 14 và 9 đoàn.",
        "14 = 14 delegation | 9 = 9 delegation",
    ),
    ("Tăng 41 đoàn ra, 16 đoàn vào.", "41 = 41 delegation | 16 = 16 delegation"),
    ("Đoàn ra: 41; đoàn vào: 16.", "41 = 41 bare | 16 = 16 bare"),
    (
        "Kết quả thu hút FDI (đơn vị: triệu USD): cấp mới 31,5; tăng thêm 12; góp vốn 4,25.",
        "31,5 = 31_500_000 USD | 12 = 12_000_000 USD | 4,25 = 4_250_000 USD",
    ),
    (
        "Kết quả (ĐVT: triệu đồng)\n- Cam kết: 3.415\n- Giải ngân: 1.208,5",
        "3.415 = 3_415_000_000 VND or 3_415_000 | 1.208,5 = 1_208_500_000 VND",
    ),
    (
        "Đạt hơn 815 triệu USD (815,24 triệu USD).",
        "815 triệu = 815_000_000 USD over | 815,24 triệu = 815_240_000 USD",
    ),
    (
        "Đạt 815,24 triệu đô (hơn 815 triệu).",
        "815,24 triệu = 815_240_000 USD | 815 triệu = 815_000_000 USD over",
    ),
]

EVIDENCE = [
    # the rate of the pair: 23 to 26 thousand đồng a dollar
    (
        "Cam kết 52.677 tỷ đồng (tương đương 2,25 triệu USD).",
        "52.677 tỷ = 52_677_000_000 VND | 2,25 triệu = 2_250_000 USD",
    ),
    (
        "Cam kết 2.245 triệu USD, tương đương 52,7 tỷ đồng.",
        "2.245 triệu = 2_245_000 USD | 52,7 tỷ = 52_700_000_000 VND",
    ),
    (
        "Cam kết 2.245 triệu USD, tương đương 52.700 tỷ đồng.",
        "2.245 triệu = 2_245_000_000 USD | 52.700 tỷ = 52_700_000_000_000 VND",
    ),
    # the sum of the parts
    (
        "Tổng vốn 7.312 triệu USD, gồm 3,2 triệu USD mới và 4,112 triệu USD bổ sung.",
        "7.312 triệu = 7_312_000 USD | 3,2 triệu = 3_200_000 USD | 4,112 triệu = 4_112_000 USD",
    ),
    (
        "Tổng vốn 7.312 triệu USD, gồm 3.200 triệu USD mới và 4.112 triệu USD bổ sung.",
        "7.312 triệu = 7_312_000_000 USD | 3.200 triệu = 3_200_000_000 USD | 4.112 triệu = 4_112_000_000 USD",
    ),
    # nothing decides: both readings travel
    ("Cam kết 7.312 triệu USD.", "7.312 triệu = 7_312_000_000 USD or 7_312_000"),
    ("Cam kết 7,312 triệu USD.", "7,312 triệu = 7_312_000 USD or 7_312_000_000"),
    # a count is whole
    ("Đón 7,312 lượt khách.", "7,312 = 7_312 people"),
    # cents are two digits; an amount without scale of this size is grouped
    ("Nhận 7.312 USD.", "7.312 = 7_312 USD"),
]

SLIPS = [
    ("Đón l2 đoàn.", "l2 = 12 delegation"),
    ("Đón 1O đoàn.", "1O = 10 delegation"),
    ("Vốn 1O5,2 triệu USD.", "1O5,2 triệu = 105_200_000 USD"),
    ("Vốn 12 ,5 triệu USD.", "12 ,5 triệu = 12_500_000 USD"),
    ("Vốn 1 .204,5 triệu USD.", "1 .204,5 triệu = 1_204_500_000 USD"),
    ("Vốn 45,2 trỉệu USD.", "45,2 trỉệu = 45_200_000 USD"),
    ("Vốn 45,2 triêu USD.", "45,2 triêu = 45_200_000 USD"),
    ("Vốn 45,2 tỳ đồng.", "45,2 tỳ = 45_200_000_000 VND"),
    ("Vốn 45,2 ty đồng.", "45,2 ty = 45_200_000_000 VND"),
    ("Vốn 45,2 tr USD.", "45,2 tr = 45_200_000 USD"),
]

NONE = [
    "Thứ hai, ngày 05 tháng 6.",
    "Ông A, 52 tuổi, phó giám đốc.",
    "Sinh năm 1964, 30 năm tuổi Đảng.",
    "Kỷ niệm 45 năm quan hệ hữu nghị.",
    "Kỷ niệm lần thứ 75 Quốc khánh.",
    "Trong 5 ngày, từ 8 giờ 30 đến 17 giờ.",
    "Lúc 14h30 ngày 12/6.",
    "Hội nghị lần thứ 5 khóa XII.",
    "Khóa 13, nhiệm kỳ 2015-2020.",
    "Nghị định 28/2025/NĐ-CP, khoản 2 Điều 4, điểm 3.",
    "Kế hoạch số 45-KH/TU ngày 3/4/2023.",
    "Công văn 7594-CV/BĐNTW.",
    "Đường 30/4, phường 5, quận 3.",
    "Tổ 12, ấp 4, xã Tân Phú.",
    "Quốc lộ 51, km 12.",
    "Tài khoản số 0123456789.",
    "Điện thoại 0251.3822.501, di động 0912 345 678.",
    "Email: vp12@tinh.gov.vn, website http://a1.vn/2023/06.",
    "Mẫu số 02, biểu 3, bảng 1, hình 2, trang 7.",
    "Mã số 3600123456.",
    "Chương trình 135, Đề án 06, Nghị quyết 22.",
    "Quý 2, 6 tháng đầu năm, 9 tháng.",
    "Tuần thứ 3 của tháng 5.",
    "Thế kỷ 21, thập niên 90.",
    "Liên hợp quốc khóa 77.",
    "Covid-19, SEA Games 31, APEC 2017, 5G.",
    "Số: 215/BC-TU",
    "Phiên bản 2.0.1.",
    "Tại kỳ họp thứ 8.",
]

PAIRS_AND_PARTS = [
    (
        "Đón 60 đoàn với 512 lượt khách, trong đó cấp tỉnh 14/121.",
        "60 = 60 delegation | 512 = 512 people | 14 = 14 delegation | 121 = 121 people",
    ),
    ("So với năm 2021: đoàn ra 26/14.", "26 = 26 bare | 14 = 14 bare"),
    (
        "Cấp mới 9 dự án/54,2 triệu USD; tăng vốn 06/18 triệu USD.",
        "9 = 9 project | 54,2 triệu = 54_200_000 USD | 06 = 6 project | 18 triệu = 18_000_000 USD",
    ),
    (
        "Vốn 418,6 triệu USD (CK 502). Gồm: mới 211,5; tăng 150; góp 57,1.",
        "418,6 triệu = 418_600_000 USD | 502 = 502_000_000 USD or 502 | 211,5 = 211_500_000 USD"
        " | 150 = 150_000_000 USD or 150 | 57,1 = 57_100_000 USD",
    ),
    (
        "Thu hút 3.410 triệu USD: cấp mới 1.160, điều chỉnh 2.250 triệu USD.",
        "3.410 triệu = 3_410_000_000 USD | 1.160 = 1_160_000_000 USD | 2.250 triệu = 2_250_000_000 USD",
    ),
    (
        "Cùng kỳ lần lượt là 32, 17 và 1,4 triệu USD.",
        "32 = 32 bare | 17 = 17 bare or 17_000_000 | 1,4 triệu = 1_400_000 USD",
    ),
    ("Đơn vị: triệu USD\nVốn 52,5\nĐơn vị: dự án\nMới 12", "52,5 = 52_500_000 USD | 12 = 12 project"),
    ("ĐVT: triệu đồng\n- Đoàn vào: 04\n- Kinh phí: 655", "04 = 4 bare | 655 = 655_000_000 VND"),
    ("Hội thảo KH 10 TH 3.", "10 = 10 bare | 3 = 3 bare"),
    (
        "Cấp mới | dự án | 3 | 1\nVốn cấp mới | tr.USD | 52,4 | 9",
        "3 = 3 project | 1 = 1 project | 52,4 = 52_400_000 USD | 9 = 9_000_000 USD",
    ),
    ("Năm trước 06 => - 02.", "06 = 6 bare | 02 = -2 bare signed"),
    (
        "Kiều hối 6,2 tỷ USD, vốn 51.300 tỷ đồng; cùng kỳ 4,8 tỷ và 50.200 tỷ.",
        "6,2 tỷ = 6_200_000_000 USD | 51.300 tỷ = 51_300_000_000_000 VND"
        " | 4,8 tỷ = 4_800_000_000 USD | 50.200 tỷ = 50_200_000_000_000 VND",
    ),
]

RESTATED = [
    ("Đạt hơn 815 triệu USD (815,24 triệu USD).", [True, False]),
    ("Có gần 40 đoàn, cụ thể là 39 đoàn.", [True, False]),
    ("Đạt hơn 815 triệu USD (cùng kỳ 790,3 triệu USD).", [False, False]),
    ("Đạt 815 triệu USD (815,24 triệu USD).", [False, False]),
    ("Có hơn 40 đoàn (12 đoàn cấp tỉnh).", [False, False]),
]

LOOKALIKES = [
    ("Thi công 3 đoạn đường.", "3 = 3 other"),
    ("Phát sóng 30 giây.", "30 = 30 other"),
    ("Bắt 14 vụ.", "14 = 14 other"),
    ("Xúc tiến đầu tư, du lịch.", ""),
    ("Khách Ba Tư tới thăm.", ""),
    ("Có 350 đại biểu (120 nữ).", "350 = 350 other | 120 = 120 other"),
    ("Tặng 3 thành phố bạn.", "3 = 3 other"),
]

TABLES = {
    "pairs and parts": PAIRS_AND_PARTS,
    "lookalikes": LOOKALIKES,
    "whole and decimal": WHOLE_AND_DECIMAL,
    "mixed scales": MIXED_SCALES,
    "words": WORDS,
    "hedged": HEDGED,
    "currencies": CURRENCIES,
    "footnote marks": FOOTNOTE_MARKS,
    "ranges": RANGES,
    "fractions": FRACTIONS,
    "zeros": ZEROS,
    "shared": SHARED,
    "evidence": EVIDENCE,
    "slips": SLIPS,
    "none": [(text, "") for text in NONE],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*row, id=f"{name}: {row[0]}") for name, rows in TABLES.items() for row in rows],
)
def test_as_written(shown: Callable[[str], str], text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "restated"), RESTATED)
def test_a_rounded_amount_that_is_said_again(text: str, restated: list[bool]) -> None:
    assert [q.restated for q in quantities(text)] == restated
