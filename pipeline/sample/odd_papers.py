"""Papers that are no report of the period and lie in its folder: a plan, an article, an old report."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .dates import Span
from .families import NoiseSlot
from .paper import Draft, Paper
from .report import finish
from .scenario import Case, Dispatch, Month, dispatch
from .sending import Desk, OutFile, Sent, finished, rendered, report_draft, sent, usual
from .wording import fill, fits, noise


@cache
def case_words() -> dict[str, Any]:
    """What the papers of the special cases say, from `case_words.yaml`."""
    return yaml.safe_load(Path(__file__).with_name("case_words.yaml").read_text(encoding="utf-8"))


def plan(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    """Beside its report: a plan for the next year that names the period, with figures of its own."""
    later = replace(order, count=order.count + 55, received=order.received + timedelta(days=2))
    year = desk.month.span.year + 1
    body = report_draft(desk, order)
    draft = Draft(notes=body.notes)
    words = case_words()
    draft.text(
        words["plan_lead"].format(period=desk.month.span.name(), author=order.office.author, year=year)
    )
    draft.heading("I. MỤC ĐÍCH, YÊU CẦU", 1)
    draft.blocks += body.blocks[-12:-4]
    draft.heading(f"II. NHIỆM VỤ CHỦ YẾU NĂM {year}", 1)
    draft.text(words["plan_figures"].format(year=year, kind=order.place.kind))
    number = order.office.number(later.count, "KH")
    title = ("KẾ HOẠCH", f"Công tác đối ngoại năm {year}")
    paper = finish(draft, order.office, number, title, desk.month.addressee, later.sent)
    line_sent = sent(
        desk,
        later,
        (
            _no_report(
                desk,
                later,
                f"KH doi ngoai {year} {order.place.name}.docx",
                paper,
                "plan",
                "Kế hoạch, không phải báo cáo",
            ),
        ),
        case="plan",
        subject=f"Kế hoạch công tác đối ngoại năm {year}",
    )
    assert line_sent.line is not None
    return [usual(desk, order), replace(line_sent, counts=False, line=replace(line_sent.line, number=number))]


def article(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    """Beside its report: an article about the province's foreign affairs, without a letterhead."""
    setting, lot = desk.setting(order), desk.lot("article")
    draft = Draft()
    draft.text(case_words()["article_lead"].format(place=order.place.full))
    for family in [f for f in desk.families if f.topic == "distractor" and fits(f, setting)][:4]:
        draft.filled(fill(family, setting, lot))
    count = noise(NoiseSlot(20, 60, False), lot)
    draft.text(case_words()["article_end"].format(period=desk.month.span.name(), count=count))
    title = (f"{order.place.name}: đối ngoại đồng hành cùng phát triển",)
    paper = Paper(None, title, tuple(draft.blocks))
    file = _no_report(
        desk,
        order,
        "doi ngoai dong hanh cung phat trien.docx",
        paper,
        "article",
        "Bài viết, không phải báo cáo",
    )
    return [usual(desk, order), Sent(order.place.province_id, (file,), counts=False, case="article")]


def other_year(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    """Beside its report: the report of two years ago, dropped into the wrong folder."""
    span = desk.month.span
    old_span = Span(span.year - 2, span.end, span.months)
    old_month = Month(
        old_span.period,
        desk.month.months,
        "none",
        desk.month.request.replace(str(span.year), str(old_span.year)),
        desk.month.addressee,
        (order.place.province_id,),
    )
    old_desk = replace(desk, month=old_month)
    old_order = dispatch(old_month, order.place.province_id, desk.world)
    paper = finished(old_desk, old_order, report_draft(old_desk, old_order))
    name = f"Bao cao doi ngoai {order.place.name}.docx"
    file = _no_report(desk, order, name, paper, "other_year", f"Báo cáo của kỳ {old_span.name()}")
    return [usual(desk, order), Sent(order.place.province_id, (file,), counts=False, case="other_year")]


def _no_report(desk: Desk, order: Dispatch, name: str, paper: Paper, case: str, note: str) -> OutFile:
    return OutFile(
        name=desk.free_name(name),
        data=rendered(paper, "docx"),
        state="no_report",
        role="other",
        province_id=order.place.province_id,
        arrived=order.received,
        case=case,
        note=note,
    )
