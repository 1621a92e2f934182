"""What goes wrong on purpose: one function a kind of case, each gives the dispatches that arrive for it.

The scenario says which province has which case; the usual report belongs to `sending`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from . import number_styles as numbers
from .annexes import fdi_form, summary_form
from .dates import short_date
from .families import unit_of
from .figures import World
from .odd_papers import article, case_words, other_year, plan
from .offices import Office
from .paper import Draft, Paper
from .report import finish
from .scenario import Case, Dispatch, dispatch
from .sending import Desk, OutFile, Sent, finished, rendered, report_draft, report_file, sent, usual
from .wording import Stated

LOCKED_PDF = Path(__file__).with_name("locked.pdf")
"""A one-page sample PDF with a password (RC4, 128 bit), made once with pypdf: typst cannot encrypt."""

Handler = Callable[[Desk, Case, Dispatch], list[Sent]]


def arrivals(desk: Desk, province_id: str) -> list[Sent]:
    """Everything that arrives from one province."""
    order = dispatch(desk.month, province_id, desk.world)
    case = desk.month.case_of(province_id)
    return _HANDLERS[case.kind](desk, case, order) if case else [usual(desk, order)]


def _usual(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    return [usual(desk, order)]


def _replaced(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    """A first version with wrong values, then one that says which report it replaces."""
    first = replace(order, sent=order.sent - timedelta(days=7), received=order.received - timedelta(days=7))
    wrong = _paper(desk, first, world=_wrong(desk, case, order))
    old_name = desk.free_name(f"{order.place.name} - bao cao doi ngoai.docx")
    old = report_file(
        first,
        old_name,
        rendered(wrong, "docx"),
        wrong,
        state="superseded",
        case="replaced",
        note=f"Thay bằng báo cáo số {replace(order, count=order.count + 7).number}",
    )
    second = replace(order, count=order.count + 7)
    opening = case_words()["replaces"].format(
        number=first.number, date=short_date(first.sent), author=order.office.author
    )
    right = _paper(desk, second, opening=opening)
    name = desk.free_name(f"{order.place.name} - bao cao doi ngoai (thay the).docx")
    new = report_file(second, name, rendered(right, "docx"), right, case="replaces")
    subject = (
        f"Báo cáo kết quả công tác đối ngoại {desk.month.span.name()} (thay thế báo cáo số {first.number})"
    )
    return [
        sent(desk, first, (old,), case="replaced"),
        sent(desk, second, (new,), case="replaces", subject=subject),
    ]


def _amended(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    """A report with two wrong values, and a letter that corrects these two."""
    wrong_world = _wrong(desk, case, order)
    paper = _paper(desk, order, world=wrong_world)
    name = desk.free_name(f"BC doi ngoai {order.number.replace('/', '-')}.docx")
    taken_back = tuple((indicator, "actual") for indicator in case.wrong)
    report = replace(
        report_file(order, name, rendered(paper, "docx"), paper, case="amended"), withdrawn=taken_back
    )
    letter = replace(
        order,
        count=order.count + 31,
        sent=order.sent + timedelta(days=4),
        received=order.received + timedelta(days=4),
    )
    draft = Draft()
    draft.text(
        case_words()["amends"].format(
            author=order.office.author,
            number=order.number,
            date=short_date(order.sent),
            period=desk.month.span.name(),
        )
    )
    for indicator in case.wrong:
        _correction(draft, desk, order, wrong_world, indicator)
    draft.text(case_words()["amends_no_more"])
    title = ("CÔNG VĂN", f"V/v đính chính số liệu Báo cáo số {order.number}")
    number = letter.office.number(letter.count, "CV")
    correction = finish(draft, letter.office, number, title, desk.month.addressee, letter.sent)
    file = OutFile(
        name=desk.free_name(f"CV dinh chinh {number.replace('/', '-')}.docx"),
        data=rendered(correction, "docx"),
        state="read",
        role="amendment",
        province_id=order.place.province_id,
        arrived=letter.received,
        stated=correction.stated,
        case="amendment",
    )
    second = sent(
        desk, letter, (file,), case="amendment", subject=f"Đính chính số liệu Báo cáo số {order.number}"
    )
    assert second.line is not None
    second = replace(second, line=replace(second.line, number=number))
    return [sent(desk, order, (report,), case="amended"), second]


def _correction(draft: Draft, desk: Desk, order: Dispatch, wrong_world: World, indicator: str) -> None:
    span, province_id = desk.month.span, order.place.province_id
    right, wrong = (w.actual(province_id, indicator, span) for w in (desk.world, wrong_world))
    what, unit = case_words()["named"][indicator]
    styled = numbers.grouped if unit_of(indicator) == "USD" else numbers.padded
    text = case_words()["amended"].format(
        what=what, period=span.name(), wrong=styled(wrong), right=styled(right), unit=unit
    )
    draft.text(text)
    draft.stated.append(
        Stated(
            indicator,
            "actual",
            right,
            unit_of(indicator),
            "exact",
            span.period,
            span.months,
            text,
            styled(right),
            family="amendment",
        )
    )


def _disagreeing(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    """The Party's report, and one of the department with other values that says nothing of the first."""
    party = replace(order, office=Office("party", order.place))
    department = replace(
        order,
        office=Office("department", order.place),
        count=order.count + 112,
        received=order.received + timedelta(days=3),
    )
    first = usual(desk, party)
    paper = _paper(desk, department, world=_wrong(desk, case, order))
    name = desk.free_name(f"{department.number.replace('/', '-')} {order.place.name}.docx")
    file = report_file(department, name, rendered(paper, "docx"), paper, case="disagreeing")
    return [replace(first, case="disagreeing"), sent(desk, department, (file,), case="disagreeing")]


def _duplicate(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    first = usual(desk, order)
    original = first.files[0]
    copy = replace(
        original,
        name=desk.free_name("Bao cao (ban gui lai).docx"),
        state="duplicate",
        role="other",
        stated=(),
        countable=(),
        arrived=order.received + timedelta(days=2),
        case="duplicate",
        note=f"Trùng nội dung với {original.name}",
    )
    return [first, Sent(order.place.province_id, (copy,), counts=False, case="duplicate")]


def _truncated(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    paper = _paper(desk, order)
    data = rendered(paper, "docx")
    return [_unreadable(desk, order, "docx", data[: len(data) * 3 // 5], "truncated", "Tệp bị cắt cụt")]


def _locked(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    return [_unreadable(desk, order, "pdf", LOCKED_PDF.read_bytes(), "locked", "Tệp PDF có mật khẩu")]


def _empty(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    return [_unreadable(desk, order, "docx", b"", "empty", "Tệp rỗng")]


def _wrong_extension(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    """A Word file that is named .pdf: its content can be read, the name deserves a line."""
    paper = _paper(desk, order)
    name = desk.free_name(f"{order.number.replace('/', '-')} {order.place.name}.pdf")
    note = "Tệp Word mang đuôi .pdf"
    file = report_file(order, name, rendered(paper, "docx"), paper, case="wrong_extension", note=note)
    return [sent(desk, order, (file,), case="wrong_extension")]


def _never_came(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    """A register row whose file is not there: it came, and cannot be read."""
    row = sent(desk, order, (), case="never_came", note="Bản giấy, chưa có tệp")
    assert row.line is not None
    name = f"{order.number.replace('/', '-')} {order.place.name}.pdf"
    return [replace(row, line=replace(row.line, attachments=(name,)))]


def _header_cut(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    """A report without its first page's top: no letterhead, no title, no lead."""
    whole = _paper(desk, order)
    paper = replace(whole, letterhead=None, title=(), blocks=whole.blocks[1:])
    name = desk.free_name("bao cao doi ngoai (khong trang dau).docx")
    file = report_file(order, name, rendered(paper, "docx"), paper, case="header_cut")
    return [sent(desk, order, (file,), case="header_cut")]


def _inner_contradiction(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    """The FDI form prints a total that is neither the sum of its parts nor the text's."""
    span, province_id = desk.month.span, order.place.province_id
    total = desk.world.actual(province_id, "fdi_capital_registered", span)
    told = desk.world.told_otherwise(
        {
            ("actual", province_id, "fdi_capital_registered", span): total
            + max(3_000_000, total // 1_000_000 * 60_000)
        }
    )
    annex = fdi_form(desk.setting(order, told), desk.lot("inner"))
    paper = finished(desk, order, report_draft(desk, order, annexes=(annex,)))
    name = desk.free_name(f"BC doi ngoai {order.place.name}.docx")
    file = report_file(order, name, rendered(paper, "docx"), paper, case="inner_contradiction")
    return [sent(desk, order, (file,), case="inner_contradiction")]


def _contradictory_base(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    """The report gives values of last year that are far from what was reported then."""
    span, province_id = desk.month.span, order.place.province_id
    told = desk.world.told_otherwise(
        {
            ("prior_year", province_id, name, span): _far(
                desk.world.actual(province_id, name, span.previous), name
            )
            for name in case.wrong
        }
    )
    return [
        replace(usual(replace(desk, world=told), order, forms=(summary_form,)), case="contradictory_base")
    ]


def _paper(desk: Desk, order: Dispatch, *, world: World | None = None, opening: str = "") -> Paper:
    return finished(desk, order, report_draft(desk, order, world=world, opening=opening))


def _wrong(desk: Desk, case: Case, order: Dispatch) -> World:
    span, province_id = desk.month.span, order.place.province_id
    changes = {
        ("actual", province_id, name, span): _far(desk.world.actual(province_id, name, span), name)
        for name in case.wrong
    }
    return desk.world.told_otherwise(changes)


def _far(value: int, indicator: str) -> int:
    """A value clearly apart: a fifth more, money in the world's steps of 10,000 USD."""
    more = value + max(2, value // 5)
    return round(more, -4) if unit_of(indicator) == "USD" else more


def _unreadable(desk: Desk, order: Dispatch, ending: str, data: bytes, case: str, note: str) -> Sent:
    name = desk.free_name(f"BC {order.number.replace('/', '-')} {order.place.name}.{ending}")
    file = OutFile(
        name, data, "unreadable", "report", order.place.province_id, order.received, case=case, note=note
    )
    return sent(desk, order, (file,), case=case)


_HANDLERS: dict[str, Handler] = {
    "replaced": _replaced,
    "amended": _amended,
    "disagreeing": _disagreeing,
    "duplicate": _duplicate,
    "plan": plan,
    "article": article,
    "other_year": other_year,
    "truncated": _truncated,
    "locked": _locked,
    "empty": _empty,
    "wrong_extension": _wrong_extension,
    "never_came": _never_came,
    "header_cut": _header_cut,
    "inner_contradiction": _inner_contradiction,
    "contradictory_base": _contradictory_base,
    "late": _usual,
    "received_before_sent": _usual,
    "nfd": _usual,
    "fallback_font": _usual,
    "utf16": _usual,
    "tracked": _usual,
}
