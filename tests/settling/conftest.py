"""Short ways to write a candidate and a submission of Đồng Nai, H1 2023 (made figures)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from pipeline.extraction.candidate import Candidate
from pipeline.settling import Figure, Settled, settle
from pipeline.submissions.records import FileRecord, Submission

PERIOD = "2023-06"


def _says(indicator: str, value: float, role: str = "actual", **more: object) -> Candidate:
    fields: dict[str, object] = {
        "unit": "percent" if role == "change_pct" else "count",
        "qualifier": "exact",
        "quote": f"{indicator} {role} {value}",
        "place": "đoạn 1",
        "province_id": "dong_nai",
        "confidence": 0.9,
        "status": "accepted",
        "sha256": "a" * 64,
        **more,
    }
    return Candidate(indicator=indicator, role=role, value=value, **fields)  # type: ignore[arg-type]


def _submission(submission_id: str = "s1", **more: object) -> Submission:
    fields: dict[str, object] = {
        "period": PERIOD,
        "months": 6,
        "province_id": "dong_nai",
        "issuer": "Tỉnh ủy Đồng Nai",
        "received_date": date(2023, 6, 20),
        **more,
    }
    return Submission(submission_id, **fields)  # type: ignore[arg-type]


def _file(sha256: str, submission_id: str, **more: object) -> FileRecord:
    fields: dict[str, object] = {"state": "read", "reason": "", **more}
    return FileRecord(sha256, f"{sha256[:4]}.docx", "", PERIOD, submission_id, "docx", **fields)  # type: ignore[arg-type]


@pytest.fixture
def says() -> Callable[..., Candidate]:
    return _says


@pytest.fixture
def submission() -> Callable[..., Submission]:
    return _submission


@pytest.fixture
def file() -> Callable[..., FileRecord]:
    return _file


@pytest.fixture
def settled() -> Callable[..., Settled]:
    """`settled(candidates, …)`: one submission unless others are given."""

    def run(
        candidates: Sequence[Candidate], submissions: Sequence[Submission] = (), **more: object
    ) -> Settled:
        given = {"corrections": (), "period": PERIOD, **more}
        return settle(candidates, submissions or [_submission()], **given)  # type: ignore[arg-type]

    return run


@pytest.fixture
def found() -> Callable[[Settled, str, str], Figure]:
    """The one figure of an indicator and role, in force or in review."""

    def find(result: Settled, indicator: str, role: str = "actual") -> Figure:
        (figure,) = [
            f for f in (*result.figures, *result.to_review) if (f.indicator, f.role) == (indicator, role)
        ]
        return figure

    return find
