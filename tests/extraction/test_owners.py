"""Whose a number is, and the reason that an analyst reads where it is no figure of the province."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from pipeline.catalogue.cues import cue_sets, read
from pipeline.catalogue.spelling import fold
from pipeline.extraction import Context, extract_text, owners, subjects
from pipeline.extraction.frames import frames
from pipeline.extraction.owners import reason_of, set_aside_reason
from pipeline.extraction.quantities import quantities
from pipeline.extraction.readings import NO_FIGURE

CONTEXT = Context("ha_nam", "2023-06", 6)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Tỉnh thu hút 412,6 triệu USD vốn FDI.", ["ha_nam"]),
        ("Cả nước thu hút 13,43 tỷ USD vốn FDI.", ["VN"]),
        ("Tỉnh Nam Định thu hút 205,7 triệu USD vốn FDI.", ["nam_dinh"]),
        ("Tỉnh Hà Nam thu hút 412,6 triệu USD vốn FDI.", ["ha_nam"]),
        (
            "Cả nước thu hút 13,43 tỷ USD vốn FDI; tỉnh Hà Nam thu hút 412,6 triệu USD vốn FDI.",
            ["VN", "ha_nam"],
        ),
        (
            "Nam Định thu hút 205,7 triệu USD vốn FDI, Hà Nam thu hút 412,6 triệu USD vốn FDI.",
            ["nam_dinh", "ha_nam"],
        ),
        (
            "Cả nước thu hút 13,43 tỷ USD vốn FDI. Tỉnh ta thu hút 412,6 triệu USD vốn FDI.",
            ["VN", "ha_nam"],
        ),
    ],
)
def test_the_owner_named_last_before_a_number_in_its_sentence(text: str, whose: list[str]) -> None:
    assert [c.province_id for c in extract_text(text, CONTEXT)] == whose


def test_the_owner_of_the_national_report_is_the_nation() -> None:
    (found,) = extract_text("Vốn FDI đăng ký đạt 13,43 tỷ USD.", Context("VN", "2023-06", 6))
    assert (found.province_id, found.owner) == ("VN", "province")


def reason(text: str) -> str:
    """The reason for the first number of the text, were it no figure."""
    scope, found = frames(text, CONTEXT)
    return set_aside_reason(scope, 0, replace(found[0], reading=NO_FIGURE))


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("Cả nước thu hút 13,43 tỷ USD.", "owner", "nation"),
        ("Tỉnh Nam Định có 20 đoàn.", "owner", "other_province"),
        ("Riêng huyện Bình Lục có 6 dự án.", "owner", "district"),
        ("Công ty Hoa Mai đầu tư 12 triệu USD.", "owner", "company"),
        ("Trong các KCN có 88 dự án.", "owner", "park"),
        ("Nhật Bản có 61 dự án.", "owner", "partner"),
        ("Kim ngạch xuất khẩu đạt 3,1 tỷ USD.", "topic", "trade"),
        ("Vốn đầu tư trong nước đạt 8.905 tỷ đồng.", "topic", "domestic"),
        ("Phấn đấu đạt 260 triệu USD.", "role", "goal"),
        ("Số này chiếm 39%.", "role", "part_share"),
    ],
)
def test_the_reason_is_the_nearest_cues(text: str, slot: str, value: str) -> None:
    assert reason(text) == reason_of(slot, value)


def test_a_number_without_a_cue_has_the_general_reason() -> None:
    assert reason("Đạt 25 dự án.") == read("reasons")["default"]


def test_what_no_indicator_counts_says_so() -> None:
    (found,) = extract_text("Tổ chức 14 lễ hội.", CONTEXT)
    assert (found.indicator, found.set_aside) == ("", read("reasons")["noun"])


@pytest.fixture
def other_words(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    raw = dict(read("reasons"))
    monkeypatch.setattr(owners, "read", lambda name: raw)
    owners._reasons.cache_clear()
    yield raw
    owners._reasons.cache_clear()


def test_the_reasons_are_data(other_words: dict[str, Any]) -> None:
    other_words["owner"] = {**other_words["owner"], "nation": "của toàn thể"}
    assert reason("Cả nước thu hút 13,43 tỷ USD.") == "của toàn thể"


def test_every_reason_belongs_to_a_cue() -> None:
    raw = read("reasons")
    cues = read("cues")
    known = {slot: set(cues[slot]) for slot in ("topic", "owner", "role", "period")}
    known["owner"].add("other_province")
    assert {cue_set.slot for cue_set in cue_sets()} >= set(known)
    for slot, values in known.items():
        assert set(raw[slot]) <= values


def test_every_kind_of_mention_has_an_owner_a_reason_and_its_places() -> None:
    kinds = set(subjects.words()["mentions"]) - {"none", "own", "own_city"} | {"other"}
    assert set(subjects.words()["owners"]) == set(subjects.words()["sure"]) == kinds
    assert set(read("reasons")["subject"]) == kinds
    assert {*subjects.words()["doubtful"], *subjects.words()["carried"]} <= kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phối hợp với Nam Định, tỉnh đón 41 đoàn.", [("other", "object"), ("own", "initial")]),
        ("Vốn cam kết cho Nam Định là 2 triệu USD.", [("other", "owner")]),
        ("Thị xã Nam Định đón 2 đoàn.", [("part", "initial")]),
        ("Bộ Tư lệnh Thái Bình Dương đón 2 đoàn.", [("organisation", "initial")]),
        ("Khu vực châu Á - Thái Bình Dương có 2 đoàn.", []),
        ("Tỉnh Quảng Tây đón 2 đoàn.", [("abroad", "initial")]),
        ("Công an tỉnh đón 2 đoàn.", [("organisation", "initial")]),
        ("Sở Y tế tỉnh Nam Định đón 2 đoàn.", [("organisation", "initial")]),
        ("Các KCN của tỉnh có 2 dự án.", [("park", "initial")]),
        ("Đoàn cấp tỉnh: 2 đoàn.", []),
        ("Tỉnh và các địa phương đón 2 đoàn.", [("own", "initial")]),
        ("Tỉnh đứng thứ 3 cả nước với 2 đoàn.", [("own", "initial")]),
        ("Đoàn đi Lào, Thái Lan: 2 đoàn.", [("abroad", "object"), ("abroad", "object")]),
    ],
)
def test_who_is_named_and_where(text: str, expected: list[tuple[str, str]]) -> None:
    numbers = [(q.start, q.end) for q in quantities(text)]
    found = subjects.mentions(text, fold(text), numbers, CONTEXT)
    assert [(m.kind, m.place) for m in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Các KCN của tỉnh cấp mới 12 dự án FDI.",
        "Huyện Bình Lục cấp mới 12 dự án FDI.",
    ],
)
def test_a_number_behind_somebody_else_is_never_accepted(text: str) -> None:
    assert {(c.status, bool(c.set_aside)) for c in extract_text(text, CONTEXT)} == {("review", True)}
