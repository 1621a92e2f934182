"""issuers.yaml: the commission until February 2025, the ministry since."""

from datetime import date

import pytest

from pipeline.catalogue import issuing_body


@pytest.mark.parametrize(
    ("day", "name", "form", "number_line", "signature"),
    [
        (date(2017, 7, 24), "Ban Đối ngoại Trung ương", "party", "Số 12-BC/BĐNTW", "K/T TRƯỞNG BAN"),
        (date(2025, 2, 28), "Ban Đối ngoại Trung ương", "party", "Số 12-BC/BĐNTW", "K/T TRƯỞNG BAN"),
        (date(2025, 3, 1), "Bộ Ngoại giao", "state", "Số: 12/BC-BNG", "KT. BỘ TRƯỞNG"),
        (date(2026, 7, 1), "Bộ Ngoại giao", "state", "Số: 12/BC-BNG", "KT. BỘ TRƯỞNG"),
    ],
)
def test_who_issues(day: date, name: str, form: str, number_line: str, signature: str) -> None:
    body = issuing_body(day)
    assert (body.name_vi, body.form) == (name, form)
    assert body.number_format.format(number=12) == number_line
    assert body.signature[0] == signature
    assert body.addressees
    assert body.place == "Hà Nội"
