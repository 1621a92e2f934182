"""How numbers hang together: sums, differences, rates; and rows that repeat."""

from __future__ import annotations

import pytest

from pipeline.extraction.arithmetic import ties
from pipeline.extraction.quantities import quantities
from pipeline.extraction.rows import counterparts


def tied(text: str) -> set[tuple[str, tuple[tuple[str, str], ...]]]:
    """(kind, ((part played, number as printed), …)) of every tie."""
    found = quantities(text)
    return {
        (tie.kind, tuple((place, found[index].stated) for place, index in tie.members))
        for each in ties(found)
        for _, tie in each
    }


@pytest.mark.parametrize(
    ("text", "kind", "members"),
    [
        (
            "Đón 31 đoàn, gồm 9 đoàn cấp tỉnh và 22 đoàn cấp sở.",
            "sum",
            (("whole", "31"), ("part", "9"), ("part", "22")),
        ),
        (
            "Cấp mới 40,5 triệu USD, tăng thêm 9,5 triệu USD, cộng 50 triệu USD.",
            "sum",
            (("whole", "50 triệu"), ("part", "9,5 triệu"), ("part", "40,5 triệu")),
        ),
        (
            "Cử 44 đoàn, cùng kỳ 20 đoàn, tăng 24 đoàn.",
            "difference",
            (("change", "24"), ("more", "44"), ("less", "20")),
        ),
        (
            "Giải ngân 575 triệu USD, cùng kỳ 500 triệu USD, tăng 15%.",
            "growth",
            (("rate", "15"), ("now", "575 triệu"), ("base", "500 triệu")),
        ),
        (
            "Thực hiện 33 đoàn trong 44 đoàn được duyệt, đạt 75%.",
            "share",
            (("rate", "75"), ("part", "33"), ("whole", "44")),
        ),
        (
            "Đón 90 đoàn, gấp 2,5 lần con số 36 đoàn của năm trước.",
            "share",
            (("rate", "2,5"), ("part", "90"), ("whole", "36")),
        ),
    ],
)
def test_numbers_that_fit_are_tied(text: str, kind: str, members: tuple[tuple[str, str], ...]) -> None:
    assert (kind, members) in tied(text)


@pytest.mark.parametrize(
    "text",
    [
        "Đón 31 đoàn, gồm 9 đoàn cấp tỉnh và 21 đoàn cấp sở.",
        "Cử 44 đoàn với 20 lượt người, tăng 24%.",
        "Vốn 50 triệu USD và 40 tỷ đồng, tăng 10 triệu EUR.",
        "Giải ngân 575 triệu USD, cùng kỳ 500 triệu USD, tăng 16%.",
    ],
)
def test_numbers_that_do_not_fit_are_not(text: str) -> None:
    assert tied(text) == set()


def test_small_numbers_weigh_little() -> None:
    found = quantities("Cử 5 đoàn, cùng kỳ 3 đoàn, tăng 2 đoàn.")
    assert {tie.weight for _, tie in ties(found)[2]} == {"small"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Vào 88 đoàn, 905 lượt khách; cùng kỳ 49 đoàn, 322 lượt khách.",
            [None, None, (0, 2), (1, 2)],
        ),
        ("Cử 41 đoàn với 153 lượt người.", [None, None]),
    ],
)
def test_a_number_finds_its_place_in_the_row_before(
    text: str, expected: list[tuple[int, int] | None]
) -> None:
    assert list(counterparts(quantities(text))) == expected
