"""A paragraph that a page cut in two: what is found in either half is told of the page where it stands."""

from __future__ import annotations

import json

import pytest

from pipeline.catalogue import indicators
from pipeline.extraction import Context, extract
from pipeline.reading import Block, Document
from pipeline.settling.keys import Key, figure_id
from pipeline.settling.readings import enter, identify
from pipeline.settling.records import RuleResult
from pipeline.settling.text_findings import text_findings
from pipeline.submissions.records import Submission

HEAD = "Trong 6 tháng đầu năm 2023, thực hiện chương trình công tác đối ngoại đã được phê duyệt, "
FIRST = HEAD + "tỉnh đã cử 12 đoàn ra nước ngoài để mở rộng quan hệ với"
AGREED = "các đối tác nước ngoài. "
LIST = "Tỉnh đã đón 4 đoàn vào, gồm đoàn Lào, đoàn Úc, đoàn Anh."


def findings(*texts: str) -> tuple[RuleResult, ...]:
    """The findings on paragraphs of which the first stands on page 3, the second on page 4."""
    foot = Block("footer", "3", "trang 3", page=3)
    pages = [Block("paragraph", text, f"trang {page}", page=page) for page, text in enumerate(texts, 3)]
    paper = Document("a" * 64, "x.pdf", "pdf", (pages[0], foot, *pages[1:]))
    submission = Submission("s", period="2023-06", months=6, province_id="long_an", issuer="mẫu")
    candidates = identify(extract(paper, Context("long_an", "2023-06", 6)))
    readings, _ = enter(candidates, {"s": submission}, [], indicators(), "2023-06")
    return text_findings(readings, {paper.sha256: paper})


def about(indicator: str) -> tuple[str, ...]:
    return (figure_id(Key("2023-06", 6, "long_an", indicator, "actual")),)


def places(finding: RuleResult) -> list[str]:
    return [p["place"] for p in json.loads(finding.evidence)]


# the two halves, the indicator that the finding is about, the page that it names
CUT = [
    ((FIRST, AGREED + LIST), "delegations_in", "trang 4"),
    ((HEAD + "tỉnh đã đón 4 đoàn vào, gồm", "đoàn Lào, đoàn Úc, đoàn Anh."), "delegations_in", "trang 3"),
    ((HEAD + LIST, FIRST[len(HEAD) :].capitalize() + " Lào."), "delegations_in", "trang 3"),
    (
        (FIRST, AGREED + "Tỉnh ký mới 01 thỏa thuận quốc tế, ký ngày 12/11/2022."),
        "agreements_signed",
        "trang 4",
    ),
    (
        (HEAD + "tỉnh ký mới 01 thỏa thuận quốc tế, ký", "ngày 12/11/2022 với tỉnh Kampot."),
        "agreements_signed",
        "trang 3",
    ),
]


@pytest.mark.parametrize(("halves", "indicator", "page"), CUT)
def test_a_finding_names_its_figure_and_its_page(halves: tuple[str, str], indicator: str, page: str) -> None:
    [finding] = findings(*halves)
    assert finding.figure_ids == about(indicator)
    assert places(finding) == [page]


def test_both_halves_may_have_one() -> None:
    found = findings(
        HEAD + LIST[:-1] + ". Đồng thời, tỉnh đã mở rộng quan hệ với", AGREED + LIST.replace("4", "5")
    )
    assert [places(f) for f in found] == [["trang 3"], ["trang 4"]]
