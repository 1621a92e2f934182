"""What goes wrong on purpose: one function a kind of case, each gives the dispatches that arrive for it.

The scenario says which province has which case; the usual report belongs to `sending`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from . import number_styles as numbers
from .annexes import fdi_form
from .dates import Span, short_date
from .families import NoiseSlot, unit_of
from .figures import World
from .offices import Office
from .paper import Draft, Paper
from .report import finish
from .scenario import Case, Dispatch, Month, dispatch
from .sending import Desk, OutFile, Sent, finished, rendered, report_draft, report_file, sent, usual
from .wording import Stated, fill, fits, noise

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
    first = replace(order, sent=order.sent - timedelta(days=5), received=order.received - timedelta(days=5))
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
    opening = (
        f"Báo cáo này thay thế Báo cáo số {first.number} ngày {short_date(first.sent)} của {order.office.author} "
        "do có điều chỉnh một số số liệu."
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
        f"{order.office.author} đã có Báo cáo số {order.number} ngày {short_date(order.sent)} về kết quả công tác đối ngoại "
        f"{desk.month.span.name()}. Qua rà soát, {order.office.author} xin đính chính một số số liệu trong báo cáo như sau:"
    )
    for indicator in case.wrong:
        _correction(draft, desk, order, wrong_world, indicator)
    draft.text("Các nội dung khác của báo cáo không thay đổi. Kính đề nghị quý cơ quan tổng hợp./.")
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
    what, unit = {
        "delegations_in": ("Số đoàn vào", "đoàn"),
        "ngo_aid_committed": ("Giá trị viện trợ phi chính phủ nước ngoài cam kết", "USD"),
    }[indicator]
    styled = numbers.padded if unit == "đoàn" else numbers.grouped
    text = f"{what} {span.name()}: đã báo cáo {styled(wrong)} {unit}, nay đính chính lại là {styled(right)} {unit}."
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


def _plan(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    """Beside its report: a plan for the next year that names the period. Its review has figures all the same."""
    later = replace(order, count=order.count + 55, received=order.received + timedelta(days=2))
    year = desk.month.span.year + 1
    body = report_draft(desk, order)
    draft = Draft(notes=body.notes)
    draft.text(
        f"Trên cơ sở kết quả công tác đối ngoại {desk.month.span.name()}, {order.office.author} xây dựng Kế hoạch công tác "
        f"đối ngoại năm {year} như sau:"
    )
    draft.heading("I. MỤC ĐÍCH, YÊU CẦU", 1)
    draft.blocks += body.blocks[-12:-4]
    draft.heading(f"II. NHIỆM VỤ CHỦ YẾU NĂM {year}", 1)
    out, members = 14, 86
    draft.text(
        f"Dự kiến năm {year} tổ chức {out} đoàn ra với {members} lượt người, đón 09 đoàn vào cấp {order.place.kind}; vận động "
        "khoảng 2,5 triệu USD viện trợ phi chính phủ nước ngoài."
    )
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


def _article(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
    """Beside its report: an article about the province's foreign affairs, without a letterhead."""
    setting, lot = desk.setting(order), desk.lot("article")
    draft = Draft()
    draft.text(
        f"(Cổng thông tin điện tử) - Thời gian qua, {order.place.full} đã và đang trở thành điểm đến của bạn bè quốc tế. Phóng viên "
        "đã có cuộc trao đổi với lãnh đạo cơ quan chuyên môn về những kết quả nổi bật."
    )
    for family in [f for f in desk.families if f.topic == "distractor" and fits(f, setting)][:4]:
        draft.filled(fill(family, setting, lot))
    draft.text(
        f"Riêng {desk.month.span.name()}, nhiều đoàn khách quốc tế đã đến tìm hiểu cơ hội hợp tác, với khoảng "
        f"{noise(NoiseSlot(20, 60, False), lot)} cuộc tiếp xúc. Bài và ảnh: BBT."
    )
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


def _other_year(desk: Desk, case: Case, order: Dispatch) -> list[Sent]:
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
    paper = _paper(old_desk, old_order)
    name = f"Bao cao doi ngoai {order.place.name}.docx"
    file = _no_report(desk, order, name, paper, "other_year", f"Báo cáo của kỳ {old_span.name()}")
    return [usual(desk, order), Sent(order.place.province_id, (file,), counts=False, case="other_year")]


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
    return [replace(usual(replace(desk, world=told), order), case="contradictory_base")]


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


_HANDLERS: dict[str, Handler] = {
    "replaced": _replaced,
    "amended": _amended,
    "disagreeing": _disagreeing,
    "duplicate": _duplicate,
    "plan": _plan,
    "article": _article,
    "other_year": _other_year,
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
