"""provinces.csv, lineage.csv, regions.csv: the units of every day, what became of them, their regions."""

from datetime import date

import pytest

from pipeline.catalogue import (
    lineage,
    map_of,
    predecessors,
    province,
    provinces,
    provinces_on,
    region_of,
    regions_on,
)

H1_2017, H1_2025, H1_2026 = date(2017, 6, 30), date(2025, 6, 30), date(2026, 6, 30)
OLD_CENTRE = "Bắc Trung Bộ và Duyên hải miền Trung"


@pytest.mark.parametrize(
    ("day", "units", "cities"),
    [
        (date(2017, 7, 19), 63, 5),
        (date(2024, 12, 31), 63, 5),
        (date(2025, 1, 1), 63, 6),
        (date(2025, 6, 30), 63, 6),
        (date(2025, 7, 1), 34, 6),
    ],
)
def test_how_many_units_exist(day: date, units: int, cities: int) -> None:
    existing = provinces_on(day)
    assert len(existing) == units
    assert sum(p.kind == "thanh_pho" for p in existing) == cities
    assert len({p.code for p in existing}) == units


@pytest.mark.parametrize(
    ("province_id", "title", "full_name"),
    [
        ("dong_nai", "Tỉnh ủy Đồng Nai", "tỉnh Đồng Nai"),
        ("hai_phong", "Thành ủy Hải Phòng", "thành phố Hải Phòng"),
        ("thanh_pho_ho_chi_minh", "Thành ủy TP Hồ Chí Minh", "thành phố Hồ Chí Minh"),
        ("thanh_pho_ho_chi_minh_2025", "Thành ủy TP Hồ Chí Minh", "thành phố Hồ Chí Minh"),
        ("ba_ria_vung_tau", "Tỉnh ủy Bà Rịa - Vũng Tàu", "tỉnh Bà Rịa - Vũng Tàu"),
        ("thua_thien_hue", "Tỉnh ủy Thừa Thiên Huế", "tỉnh Thừa Thiên Huế"),
        ("hue", "Thành ủy Huế", "thành phố Huế"),
    ],
)
def test_how_a_unit_is_named(province_id: str, title: str, full_name: str) -> None:
    assert (province(province_id).title, province(province_id).full_name) == (title, full_name)


def test_seven_codes_changed_owner_on_1_july_2025() -> None:
    before = {p.code: p.name for p in provinces_on(date(2025, 6, 30))}
    after = {p.code: p.name for p in provinces_on(date(2025, 7, 1))}
    assert {code: (before[code], after[code]) for code in after if before[code] != after[code]} == {
        "15": ("Yên Bái", "Lào Cai"),
        "24": ("Bắc Giang", "Bắc Ninh"),
        "44": ("Quảng Bình", "Quảng Trị"),
        "52": ("Bình Định", "Gia Lai"),
        "80": ("Long An", "Tây Ninh"),
        "82": ("Tiền Giang", "Đồng Tháp"),
        "91": ("Kiên Giang", "An Giang"),
    }


@pytest.mark.parametrize(
    ("province_id", "now", "then", "expected"),
    [
        ("ha_noi", H1_2026, H1_2017, {"ha_noi"}),
        ("dong_nai_2025", H1_2026, H1_2025, {"dong_nai", "binh_phuoc"}),
        (
            "thanh_pho_ho_chi_minh_2025",
            H1_2026,
            H1_2025,
            {"thanh_pho_ho_chi_minh", "binh_duong", "ba_ria_vung_tau"},
        ),
        ("hue", H1_2026, H1_2025, {"hue"}),
        ("hue", H1_2025, date(2024, 6, 30), {"thua_thien_hue"}),
        ("hue", H1_2026, H1_2017, {"thua_thien_hue"}),
        ("lao_cai_2025", H1_2026, H1_2017, {"lao_cai", "yen_bai"}),
        ("dong_nai", H1_2025, H1_2017, {"dong_nai"}),
    ],
)
def test_of_what_a_unit_was_made(province_id: str, now: date, then: date, expected: set[str]) -> None:
    assert set(predecessors(province_id, now, then)) == expected


def test_the_34_are_made_of_each_of_the_63_once() -> None:
    parts = [
        part for unit in provinces_on(H1_2026) for part in predecessors(unit.province_id, H1_2026, H1_2025)
    ]
    assert sorted(parts) == sorted(p.province_id for p in provinces_on(H1_2025))
    assert len(lineage()) == 53


def test_a_unit_that_is_gone_has_no_predecessors_to_ask_for() -> None:
    with pytest.raises(ValueError, match="binh_duong does not exist on 2026-06-30"):
        predecessors("binh_duong", H1_2026, H1_2025)


def test_an_unknown_unit_is_named() -> None:
    with pytest.raises(KeyError, match="no province 'atlantis'"):
        province("atlantis")


@pytest.mark.parametrize(
    ("province_id", "day", "region"),
    [
        ("thanh_hoa", date(2025, 6, 30), OLD_CENTRE),
        ("thanh_hoa", date(2025, 7, 1), "Bắc Trung Bộ"),
        ("nghe_an", date(2025, 7, 1), "Bắc Trung Bộ"),
        ("ha_tinh", date(2025, 7, 1), "Bắc Trung Bộ"),
        ("hue", date(2025, 1, 1), OLD_CENTRE),
        ("hue", date(2025, 7, 1), "Bắc Trung Bộ"),
        ("lam_dong", date(2025, 6, 30), "Tây Nguyên"),
        ("lam_dong_2025", date(2025, 7, 1), "Duyên hải Nam Trung Bộ và Tây Nguyên"),
        ("dong_nai", H1_2017, "Đông Nam Bộ"),
        ("ha_noi", H1_2026, "Đồng bằng sông Hồng"),
    ],
)
def test_regions_have_their_own_validity(province_id: str, day: date, region: str) -> None:
    assert region_of(province_id, day) == region


@pytest.mark.parametrize(("day", "sizes"), [(H1_2017, [14, 11, 14, 5, 6, 13]), (H1_2026, [9, 6, 5, 6, 3, 5])])
def test_six_regions_hold_every_unit(day: date, sizes: list[int]) -> None:
    assert [len(r.members) for r in regions_on(day)] == sizes
    assert {m for r in regions_on(day) for m in r.members} == {p.province_id for p in provinces_on(day)}


def test_a_unit_that_does_not_exist_has_no_region() -> None:
    with pytest.raises(KeyError, match="no region on 2026-06-30"):
        region_of("binh_duong", H1_2026)


def test_every_unit_ever() -> None:
    assert len(provinces()) == 87


@pytest.mark.parametrize(
    ("day", "since"),
    [
        (H1_2017, date.min),
        (date(2024, 12, 31), date.min),
        (date(2025, 1, 1), date(2025, 1, 1)),
        (H1_2025, date(2025, 1, 1)),
        (H1_2026, date(2025, 7, 1)),
    ],
)
def test_a_map_holds_until_units_change(day: date, since: date) -> None:
    assert map_of(day) == since
    assert provinces_on(map_of(day)) == provinces_on(day)
