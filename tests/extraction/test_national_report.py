"""The commission's own report: figures of footnotes go to the provinces named, national ones to the nation,
and what counts provinces or sums up a region is nobody's figure.

The real one of H1 2017 is read where it lies beside the checkout; ours says the same kinds of things in other
words.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.extraction import Candidate, Context, extract
from pipeline.reading import read

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "real" / "national_2017H1_report.txt"
OWN = ROOT / "tests" / "data" / "owners" / "national_2019.txt"
CONTEXTS = {REAL: Context("VN", "2017-06", 6), OWN: Context("VN", "2019-06", 6)}
FIGURES = ("province", "nation", "other_province")

# What is printed, and whose it is.
REAL_OWNERS = [
    ("1183", "VN"), ("11,83 tỷ", "VN"), ("19,22 tỷ", "VN"), ("3300", "VN"), ("700", "VN"), ("5600", "VN"),
    ("2,85 tỷ", "bac_ninh"), ("2,19 tỷ", "nam_dinh"), ("92,4 tỷ", "nghe_an"), ("798 tỷ", "bac_lieu"),
    ("77", "da_nang"), ("45", "hai_phong"), ("59", "hai_phong"), ("4,7 triệu", "hai_phong"),
    ("01 triệu", "lai_chau"), ("658.816", "binh_thuan"), ("3,3 triệu", "hoa_binh"), ("38 triệu", "hai_duong"),
    ("124 tỷ", "tien_giang"), ("414,3 tỷ", "binh_thuan"), ("44,4 tỷ", "hung_yen"), ("222 tỷ", "tra_vinh"),
    ("18,64 triệu", "tra_vinh"), ("47 triệu", "lam_dong"), ("240 triệu", "khanh_hoa"), ("51", "ha_giang"),
    ("63", "ha_giang"), ("52,3", "thanh_hoa"), ("221", "nghe_an"), ("13", "quang_binh"), ("22", "kien_giang"),
    ("27", "kien_giang"), ("15", "phu_yen"), ("52,4", "quang_ninh"), ("07", "bac_kan"), ("96", "vinh_long"),
]  # fmt: skip
OWN_OWNERS = [
    ("3.150", "VN"), ("6.120", "VN"), ("22", "lang_son"), ("17", "quang_tri"), ("31", "an_giang"),
    ("1.723", "VN"), ("7,41 tỷ", "VN"), ("37,1", "VN"), ("4,87 tỷ", "ha_noi"), ("14", "can_tho"),
    ("31 triệu", "can_tho"), ("8", "ben_tre"), ("95 tỷ", "ben_tre"), ("1,3 triệu", "yen_bai"),
    ("21", "ha_giang"), ("34", "ha_giang"), ("2,4 triệu", "ha_giang"),
]  # fmt: skip
# What is printed, by whose wording it is nobody's figure.
REAL_TRAPS = {
    "41": "41/59", "17": "17/59", "31": "31/59", "53": "53/63", "25": "25/59", "14": "14/59",
    "94": "94 quốc gia", "44": "44 lượt", "06": "06 dự án ODA", "160 triệu": "160 triệu ơ-rô",
}  # fmt: skip
OWN_TRAPS = {
    "38": "38/60", "20": "20/60", "02": "02/60", "47": "47/63", "72": "72 đoàn", "205": "205 đoàn",
    "4": "4 đoàn", "3": "3 đoàn", "5": "5 hội nghị", "210 triệu": "210 triệu", "6.500": "6.500",
}  # fmt: skip

EVERY = [
    pytest.param(path, stated, whose, id=f"{path.stem} {stated} {whose}")
    for path, rows in ((REAL, REAL_OWNERS), (OWN, OWN_OWNERS))
    for stated, whose in rows
]
TRAPS = [
    pytest.param(path, stated, quote, id=f"{path.stem} {quote}")
    for path, rows in ((REAL, REAL_TRAPS), (OWN, OWN_TRAPS))
    for stated, quote in rows.items()
]


@cache
def candidates(path: Path) -> tuple[Candidate, ...]:
    if not path.exists():
        pytest.skip("the real report is not beside this checkout")
    return extract(read(path), CONTEXTS[path])


@pytest.mark.parametrize(("path", "stated", "whose"), EVERY)
def test_the_owner_of_a_number(path: Path, stated: str, whose: str) -> None:
    found = {c.province_id for c in candidates(path) if c.value_stated == stated and c.owner in FIGURES}
    assert whose in found


@pytest.mark.parametrize(("path", "stated", "quote"), TRAPS)
def test_a_number_that_is_nobodys_figure(path: Path, stated: str, quote: str) -> None:
    found = [c for c in candidates(path) if c.value_stated == stated and quote in c.sentence]
    assert [c for c in found if c.indicator and not c.set_aside and c.owner in FIGURES] == []


@pytest.mark.parametrize("path", [REAL, OWN], ids=["real", "own"])
def test_every_number_that_is_set_aside_says_why_in_words(path: Path) -> None:
    assert all(c.set_aside for c in candidates(path) if c.owner not in FIGURES)
    assert all(c.province_id == "" for c in candidates(path) if c.owner not in FIGURES)


@pytest.mark.parametrize("path", [REAL, OWN], ids=["real", "own"])
def test_no_other_provinces_number_is_accepted_as_the_nations(path: Path) -> None:
    accepted = {c.value_stated for c in candidates(path) if c.province_id == "VN" and c.status == "accepted"}
    national = {s for s, whose in (REAL_OWNERS if path == REAL else OWN_OWNERS) if whose == "VN"}
    assert accepted <= national | {"57,9", "54,8", "7,72 tỷ", "6,5"}


def test_the_page_says_that_it_is_a_sample() -> None:
    assert read(OWN).blocks[0].text == "Tài liệu mẫu – số liệu giả định"
