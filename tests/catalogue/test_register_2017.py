"""raw_reports/2017-06/register.csv: the real register of the first half of 2017."""

import csv
from datetime import date, datetime

import pytest

from pipeline.catalogue import Province, provinces_on, resolve_province
from pipeline.home import PROJECT_ROOT

DAY = date(2017, 6, 30)


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (PROJECT_ROOT / "raw_reports/2017-06/register.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def senders(rows: list[dict[str, str]]) -> list[Province]:
    found = [resolve_province(row["Cơ quan ban hành"], DAY) for row in rows]
    assert None not in found
    return [unit for unit in found if unit]


def test_the_usual_headings(rows: list[dict[str, str]]) -> None:
    assert list(rows[0]) == [
        "Số đến",
        "Ngày đến",
        "Cơ quan ban hành",
        "Số ký hiệu",
        "Ngày văn bản",
        "Trích yếu",
        "Tệp đính kèm",
        "Ghi chú",
    ]


def test_59_of_63_each_once_under_its_own_title(rows: list[dict[str, str]]) -> None:
    found = senders(rows)
    assert len(found) == len(set(found)) == 59
    assert [unit.title for unit in found] == [row["Cơ quan ban hành"] for row in rows]
    assert {p.name for p in provinces_on(DAY)} - {p.name for p in found} == {
        "Điện Biên",
        "Lào Cai",
        "Tây Ninh",
        "Thái Nguyên",
    }


def test_when_they_came(rows: list[dict[str, str]]) -> None:
    received = [day(row["Ngày đến"]) for row in rows]
    assert sum(d <= DAY for d in received) == 30
    assert (min(received), max(received)) == (date(2017, 6, 19), date(2017, 7, 19))
    sent = [day(row["Ngày văn bản"]) for row in rows]
    assert (min(sent), max(sent)) == (date(2017, 6, 12), date(2017, 7, 17))


def test_two_are_received_before_sent_and_stay_so(rows: list[dict[str, str]]) -> None:
    odd = [
        (r["Cơ quan ban hành"], r["Ngày văn bản"], r["Ngày đến"])
        for r in rows
        if day(r["Ngày đến"]) < day(r["Ngày văn bản"])
    ]
    assert odd == [
        ("Tỉnh ủy Hà Nam", "20/06/2017", "19/06/2017"),
        ("Tỉnh ủy Quảng Bình", "22/06/2017", "19/06/2017"),
    ]


def test_the_office_sorts_its_first_47_rows_in_vietnamese_order(rows: list[dict[str, str]]) -> None:
    """The appendix's rows 1–47 are sorted by date sent, date received *as text*, then name."""
    from pipeline.catalogue import vietnamese_sort_key

    first = rows[:47]
    assert (
        sorted(
            first,
            key=lambda r: (
                day(r["Ngày văn bản"]),
                r["Ngày đến"],
                vietnamese_sort_key(r["Cơ quan ban hành"]),
            ),
        )
        == first
    )
