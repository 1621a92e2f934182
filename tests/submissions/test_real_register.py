"""The register of June 2017 as it lies in the inbox: 59 dispatches, no file."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogue import province, provinces_on
from pipeline.home import PROJECT_ROOT, Home
from pipeline.inbox import collect
from pipeline.submissions import Assigned, assign

PERIOD = "2017-06"
REGISTER = PROJECT_ROOT / "raw_reports" / PERIOD / "register.csv"


def submitted(tmp_path: Path, as_of: date | None) -> Assigned:
    home = Home(tmp_path)
    home.inbox(PERIOD).mkdir(parents=True)
    shutil.copy(REGISTER, home.inbox(PERIOD))
    inbox = collect(home, PERIOD, as_of)
    assert inbox.findings == ()
    return assign(inbox, {}, as_of)


@pytest.mark.parametrize(
    ("as_of", "count"),
    [
        (None, 59),
        (date(2017, 7, 19), 59),
        (date(2017, 7, 18), 58),
        (date(2017, 6, 30), 30),
        (date(2017, 6, 18), 0),
    ],
)
def test_how_many_had_come_by_a_day(tmp_path: Path, as_of: date | None, count: int) -> None:
    result = submitted(tmp_path, as_of)
    assert len(result.submissions) == count
    assert len({s.province_id for s in result.submissions}) == count
    assert len({s.submission_id for s in result.submissions}) == count
    assert result.files == ()


def test_four_provinces_never_sent(tmp_path: Path) -> None:
    sent = {s.province_id for s in submitted(tmp_path, None).submissions}
    missing = {p.name for p in provinces_on(date(2017, 6, 30)) if p.province_id not in sent}
    assert missing == {"Điện Biên", "Lào Cai", "Tây Ninh", "Thái Nguyên"}


def test_two_were_received_before_they_were_sent(tmp_path: Path) -> None:
    result = submitted(tmp_path, None)
    flagged = {
        province(s.province_id).name: (s.sent_date, s.received_date)
        for s in result.submissions
        if "trước ngày gửi" in s.reason
    }
    assert flagged == {
        "Hà Nam": (date(2017, 6, 20), date(2017, 6, 19)),
        "Quảng Bình": (date(2017, 6, 22), date(2017, 6, 19)),
    }
    assert {f.subject for f in result.findings} == set(flagged)


def test_the_issuer_is_named_as_the_register_names_it(tmp_path: Path) -> None:
    made = {s.province_id: s for s in submitted(tmp_path, None).submissions}
    assert made["thanh_pho_ho_chi_minh"].issuer == "Thành ủy TP Hồ Chí Minh"
    assert {(s.issuer_level, s.months, s.readable) for s in made.values()} == {("party", 6, False)}
