"""province_names.yaml and the aliases: which unit a name means, alone and in running text."""

from datetime import date

import pytest

from pipeline.catalogue import find_provinces, provinces, provinces_on, resolve_province, vietnamese_sort_key

H1_2017, H1_2025, H1_2026 = date(2017, 6, 30), date(2025, 6, 30), date(2026, 6, 30)


@pytest.mark.parametrize(
    ("written", "day", "expected"),
    [
        ("Tỉnh ủy Đồng Nai", H1_2017, "dong_nai"),
        ("TỈNH UỶ ĐỒNG NAI", H1_2017, "dong_nai"),
        ("Tỉnh ủy Đồng Nai", H1_2026, "dong_nai_2025"),
        ("Đồng Nai", H1_2025, "dong_nai"),
        ("Ban Thường vụ Tỉnh uỷ Thanh Hoá", H1_2017, "thanh_hoa"),
        ("Văn phòng UBND tỉnh Khánh Hoà", H1_2017, "khanh_hoa"),
        ("Ủy ban nhân dân tỉnh Quảng Trị", H1_2017, "quang_tri"),
        ("Ban Cán sự đảng UBND tỉnh Lạng Sơn", H1_2017, "lang_son"),
        ("Sở Ngoại vụ tỉnh An Giang", H1_2017, "an_giang"),
        ("Thành ủy TP Hồ Chí Minh", H1_2017, "thanh_pho_ho_chi_minh"),
        ("Thành uỷ TP.HCM", H1_2017, "thanh_pho_ho_chi_minh"),
        ("UBND Thành phố Hồ Chí Minh", H1_2026, "thanh_pho_ho_chi_minh_2025"),
        ("UBND thành phố Đà Nẵng", H1_2017, "da_nang"),
        ("Bà Rịa- Vũng Tàu", H1_2017, "ba_ria_vung_tau"),
        ("Tỉnh ủy Bà Rịa – Vũng Tàu", H1_2017, "ba_ria_vung_tau"),
        ("BR-VT", H1_2017, "ba_ria_vung_tau"),
        ("Tỉnh ủy TT-Huế", H1_2017, "thua_thien_hue"),
        ("Thừa Thiên - Huế", H1_2017, "thua_thien_hue"),
        ("Thành ủy Huế", H1_2026, "hue"),
        ("Đăk Lăk", H1_2017, "dak_lak"),
        ("ĐẮC LẮC", H1_2017, "dak_lak"),
        ("Kontum", H1_2017, "kon_tum"),
        ("Bắc Cạn", H1_2017, "bac_kan"),
        ("Ha Noi", H1_2017, "ha_noi"),
        ("  Tỉnh\u00a0ủy   Hà  Nam ", H1_2017, "ha_nam"),
    ],
)
def test_a_name_alone(written: str, day: date, expected: str) -> None:
    found = resolve_province(written, day)
    assert found is not None
    assert found.province_id == expected


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("", H1_2017),
        ("Tỉnh ủy", H1_2017),
        ("Bộ Ngoại giao", H1_2017),
        ("Tỉnh ủy Hà Tây", H1_2017),
        ("Tỉnh ủy Bình Dương", H1_2026),
        ("UBND thành phố Lai Châu", H1_2017),
        ("Thành ủy Huế", H1_2017),
        ("Thái Bình Dương", H1_2017),
        ("Đồng Nai và Bình Phước", H1_2017),
        ("Vũng Tàu", H1_2017),
        ("Đong Nai", H1_2017),
    ],
)
def test_no_guess(written: str, day: date) -> None:
    assert resolve_province(written, day) is None


def test_every_name_and_alias_means_its_own_unit() -> None:
    for unit in provinces():
        day = unit.valid_to or unit.valid_from or H1_2017
        for name in (unit.name, unit.title, unit.full_name, *unit.aliases):
            assert resolve_province(name, day) is unit, name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tỉnh Đồng Nai đón 08 đoàn", ["Đồng Nai"]),
        ("Hà Giang, Lào cai và Yên Bái", ["Hà Giang", "Lào cai", "Yên Bái"]),
        ("TP. Hồ Chí Minh và Bà Rịa – Vũng Tàu", ["TP. Hồ Chí Minh", "Bà Rịa – Vũng Tàu"]),
        ("TỈNH BÀ RỊA - VŨNG TÀU", ["BÀ RỊA - VŨNG TÀU"]),
        ("Thanh Hoá tăng 26%", ["Thanh Hoá"]),
        ("Bình Dương¹⁶ và Bình Thuận16", ["Bình Dương", "Bình Thuận"]),
        ("Thừa Thiên\nHuế", ["Thừa Thiên\nHuế"]),
        ("các tỉnh, thành phố Hà Giang, Lai Châu", ["Hà Giang", "Lai Châu"]),
        ("thành phố Hải Phòng", ["Hải Phòng"]),
        ("Tỉnh Hòa Bình", ["Hòa Bình"]),
        ("Đoàn Hà Giang thăm Vân Nam", ["Hà Giang"]),
        ("Lê Lợi, Thái Bình", ["Thái Bình"]),
        # what is no province
        ("khu vực Châu Á - Thái Bình Dương", []),
        ("Bộ Tư lệnh Thái Bình Dương", []),
        ("vì hòa bình, hữu nghị", []),
        ("Thành phố Hòa bình tại Thị xã Quảng Trị", []),
        ("HÒA BÌNH, HỢP TÁC VÀ PHÁT TRIỂN", []),
        ("Đoàn TNCS Hồ Chí Minh", []),
        ("Đoàn Thanh niên Cộng sản Hồ Chí Minh", []),
        ("tư tưởng Hồ Chí Minh", []),
        ("cụm di tích Chủ tịch Hồ Chí Minh tại U-đon Tha-ni", []),
        ("chiến thắng Điện Biên Phủ", []),
        ("thành phố Lai Châu", []),
        ("huyện Điện Biên", []),
        ("sông Đồng Nai", []),
        ("phố Hà Nội", []),
        ("đồng chí Tạ Hòa Bình", []),
        ("ông Trần Văn Thái Bình", []),
        ("tỉnh Hà Nam (Trung Quốc)", []),
        ("các tỉnh Hồ Bắc, Hà Nam và Sơn Đông", []),
        ("huyện Long An, Quảng Tây", []),
        ("bình dương, thái bình", []),
        ("Đồng Naipho", []),
    ],
)
def test_mentions_in_running_text(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end, _ in find_provinces(text, H1_2017)] == expected


def test_a_mention_is_a_unit_of_its_day() -> None:
    text = "Lào Cai và Yên Bái"
    assert [p.province_id for _, _, p in find_provinces(text, H1_2025)] == ["lao_cai", "yen_bai"]
    assert [p.province_id for _, _, p in find_provinces(text, H1_2026)] == ["lao_cai_2025"]


@pytest.mark.parametrize(
    ("before_2025", "expected"), [(True, []), (False, ["hue"])], ids=["a town of the province", "the unit"]
)
def test_hue_city(before_2025: bool, expected: list[str]) -> None:
    found = find_provinces("thành phố Huế", H1_2017 if before_2025 else H1_2025)
    assert [p.province_id for _, _, p in found] == expected


@pytest.mark.parametrize("day", [H1_2017, H1_2025, H1_2026])
def test_every_unit_is_found_in_a_sentence(day: date) -> None:
    for unit in provinces_on(day):
        assert [p for _, _, p in find_provinces(f"Đoàn công tác của {unit.full_name} đã", day)] == [unit]


def test_vietnamese_order_of_titles() -> None:
    ordered = [
        "Tỉnh ủy An Giang",
        "Tỉnh ủy Bà Rịa - Vũng Tàu",
        "Tỉnh ủy Bắc Giang",
        "Tỉnh ủy Bắc Kạn",
        "Thành ủy Cần Thơ",
        "Thành ủy Đà Nẵng",
        "Tỉnh ủy Đắk Lắk",
        "Tỉnh ủy Điện Biên",
        "Tỉnh ủy Hà Nam",
        "Thành ủy Hà Nội",
        "Tỉnh ủy Hà Tĩnh",
        "Tỉnh ủy Hải Dương",
        "Tỉnh ủy Hậu Giang",
        "Tỉnh ủy Hòa Bình",
        "Thành ủy TP Hồ Chí Minh",
        "Tỉnh ủy Hưng Yên",
        "Tỉnh ủy Quảng Nam",
        "Tỉnh ủy Thái Bình",
        "Tỉnh ủy Thái Nguyên",
        "Tỉnh ủy Thanh Hóa",
        "Tỉnh ủy Yên Bái",
    ]
    assert sorted(set(ordered), key=vietnamese_sort_key) == ordered
