"""The tables that provinces attach: lists of delegations and grants, the FDI form, the summary form.

Headings vary as they do in practice. A table states what its total row or its cells print; what a reader
may count from its rows is handed back apart, as `countable`.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from . import number_styles as numbers
from .families import unit_of
from .figures import Event
from .paper import Table
from .place_words import names
from .wording import Setting, Stated


@dataclass(frozen=True)
class Annex:
    """A table, what it states in print, and what counting its rows would give."""

    table: Table
    stated: tuple[Stated, ...]
    countable: tuple[tuple[str, int], ...] = ()
    kind: str = ""


def delegations_list(setting: Setting, lot: random.Random) -> Annex:
    """Every outbound delegation of the period, a row each, with a total row."""
    world, place, span = setting.world, setting.place, setting.span
    kinds = ("delegation_out_provincial", "delegation_out_other")
    events = [(e, kind) for kind in kinds for e in world.within(place.province_id, span, kind)]
    level = f"Cấp {place.kind}"
    rows = []
    for number, (event, kind) in enumerate(events, start=1):
        own = kind == "delegation_out_provincial"
        agency = f"Đoàn lãnh đạo {place.kind}" if own else f"Đoàn {_pick('agencies', event)}"
        rows.append(
            (
                str(number),
                f"{agency} {_pick('purposes', event)}",
                level if own else "Sở, ngành",
                str(event.size),
                _pick("countries", event),
                _days(event, span.year),
                "NSNN" if event.budget else ("Đối tác đài thọ" if event.tag % 2 else "Tự túc"),
            )
        )
    people = sum(event.size for event, _ in events)
    rows.append(("", f"Tổng cộng: {len(events)} đoàn", "", numbers.grouped(people), "", "", ""))
    header = (
        "TT",
        lot.choice(("Tên đoàn, nội dung", "Nội dung, mục đích chuyến đi")),
        lot.choice(("Cấp đoàn", "Cấp quản lý")),
        lot.choice(("Số người", "Số lượt người")),
        lot.choice(("Nước đến", "Nước, địa phương đến")),
        lot.choice(("Thời gian", "Thời gian (từ - đến)")),
        lot.choice(("Nguồn kinh phí", "Kinh phí")),
    )
    quote = " | ".join(rows[-1][1:4])
    stated = (
        _stated(setting, "delegations_out", len(events), quote, str(len(events))),
        _stated(setting, "delegation_members_out", people, quote, numbers.grouped(people)),
    )
    countable = (
        ("delegations_out_provincial", sum(kind == kinds[0] for _, kind in events)),
        ("delegations_out_state_budget", sum(event.budget for event, _ in events)),
    )
    table = Table(
        caption=f"DANH SÁCH ĐOÀN RA {span.name().upper()}",
        header=(header,),
        rows=tuple(rows),
        total=True,
        widths=(6, 34, 12, 9, 13, 15, 13),
    )
    return Annex(table, stated, countable, "Đoàn ra")


def grants_list(setting: Setting, lot: random.Random) -> Annex:
    """Foreign-NGO projects with what was committed and disbursed in the period, in USD, and a total row."""
    world, place, span = setting.world, setting.place, setting.span
    rows, committed, disbursed = [], 0, 0
    grants = world.running_grants(place.province_id, span)
    carried = len(world.events(place.province_id, span.year, "ngo_carried"))
    for number, event in enumerate(grants, start=1):
        pledged = event.size if span.covers(span.year, event.month) else 0
        paid = event.second if span.covers(span.year, event.second_month) else 0
        committed, disbursed = committed + pledged, disbursed + paid
        rows.append(
            (
                str(number),
                f"Dự án {_pick('fields', event)} ({place.name})",
                _organisation(event),
                _amount(pledged),
                _amount(paid),
                "Chuyển tiếp" if number <= carried else "Mới",
            )
        )
    rows.append(("", "Tổng cộng", "", numbers.grouped(committed), numbers.grouped(disbursed), ""))
    top = (
        "TT",
        lot.choice(("Tên chương trình, dự án", "Tên dự án, khoản viện trợ")),
        lot.choice(("Tổ chức tài trợ/quốc tịch", "Nhà tài trợ")),
        lot.choice(("Giá trị viện trợ (USD)", "Kinh phí trong kỳ (USD)")),
        "",
        "Ghi chú",
    )
    below = ("", "", "", "Cam kết", "Giải ngân", "")
    spans = ((0, 3, 1, 2), *((0, column, 2, 1) for column in (0, 1, 2, 5)))
    quote = f"{rows[-1][3]} | {rows[-1][4]}"
    stated = (
        _stated(setting, "ngo_aid_committed", committed, quote, rows[-1][3]),
        _stated(setting, "ngo_aid_disbursed", disbursed, quote, rows[-1][4]),
    )
    countable = (
        ("ngo_projects", len(grants)),
        ("ngo_projects_new", len(grants) - carried),
        ("ngo_organizations", len({event.tag for event in grants})),
    )
    table = Table(
        caption=f"DANH MỤC DỰ ÁN PHI CHÍNH PHỦ NƯỚC NGOÀI {span.name().upper()}",
        header=(top, below),
        rows=tuple(rows),
        spans=spans,
        unit_note="Đơn vị tính: USD",
        total=True,
        nested=(("Mới", str(len(grants) - carried)), ("Chuyển tiếp", str(carried))),
        widths=(6, 32, 26, 14, 14, 12),
    )
    return Annex(table, stated, countable, "PCPNN")


def fdi_form(setting: Setting, lot: random.Random) -> Annex:
    """FDI by kind of registration: projects, capital in millions of USD, and last year's capital."""
    parts = (
        ("Dự án cấp mới", "fdi_projects_new", "fdi_capital_new"),
        (
            lot.choice(("Lượt dự án điều chỉnh vốn", "Dự án tăng vốn")),
            "fdi_projects_expanded",
            "fdi_capital_expanded",
        ),
        ("Góp vốn, mua cổ phần", "", "fdi_capital_contributed"),
        ("Tổng vốn đăng ký", "", "fdi_capital_registered"),
    )
    rows: list[tuple[str, ...]] = []
    stated: list[Stated] = []
    for number, (label, count, capital) in enumerate(parts, start=1):
        projects = numbers.grouped(_value(setting, count)) if count else ""
        now, then = (
            numbers.scaled(_value(setting, capital, role), "million") for role in ("actual", "prior_year")
        )
        total = label == "Tổng vốn đăng ký"
        rows.append(("" if total else str(number), label, projects, now[0], then[0]))
        quote = " | ".join(cell for cell in rows[-1] if cell)
        if count:
            stated.append(_stated(setting, count, _value(setting, count), quote, projects))
        stated.append(_stated(setting, capital, now[1], quote, now[0]))
        stated.append(_stated(setting, capital, then[1], quote, then[0], "prior_year"))
    header = (
        "TT",
        lot.choice(("Hình thức", "Chỉ tiêu")),
        lot.choice(("Số dự án", "Số dự án (lượt)")),
        "Kỳ báo cáo (triệu USD)",
        "Cùng kỳ năm trước (triệu USD)",
    )
    table = Table(
        caption=f"TÌNH HÌNH ĐẦU TƯ TRỰC TIẾP NƯỚC NGOÀI {setting.span.name().upper()}",
        header=(header,),
        rows=tuple(rows),
        total=True,
        widths=(6, 36, 14, 22, 22),
    )
    return Annex(table, tuple(stated), (), "FDI")


SUMMARY_ROWS = (
    ("Đoàn ra", "đoàn", "delegations_out"),
    ("Số lượt người của đoàn ra", "lượt người", "delegation_members_out"),
    ("Đoàn vào", "đoàn", "delegations_in"),
    ("Số lượt người của đoàn vào", "lượt người", "delegation_members_in"),
    ("Dự án PCPNN", "dự án", "ngo_projects"),
    ("Giá trị viện trợ PCPNN cam kết", "USD", "ngo_aid_committed"),
    ("Giá trị viện trợ PCPNN giải ngân", "USD", "ngo_aid_disbursed"),
    ("Hội nghị, hội thảo quốc tế", "cuộc", "international_conferences"),
    ("Thỏa thuận quốc tế ký mới", "văn bản", "agreements_signed"),
)


def summary_form(setting: Setting, lot: random.Random) -> Annex:
    """The summary form: this period, the same period last year, the change; a merged heading over the two."""
    rows: list[tuple[str, ...]] = []
    stated: list[Stated] = []
    for number, (label, unit, indicator) in enumerate(SUMMARY_ROWS, start=1):
        now, then = _value(setting, indicator), _value(setting, indicator, "prior_year")
        change = now - then
        sign = "+" if change > 0 else "-" if change < 0 else ""
        cells = (numbers.grouped(now), numbers.grouped(then), f"{sign}{numbers.grouped(abs(change))}")
        rows.append((str(number), label, unit, *cells))
        quote = " | ".join(rows[-1])
        for role, value, printed in zip(
            ("actual", "prior_year", "change"), (now, then, change), cells, strict=True
        ):
            stated.append(_stated(setting, indicator, value, quote, printed, role))
    top = ("TT", lot.choice(("Nội dung", "Chỉ tiêu")), "ĐVT", "Số liệu", "", "Tăng/giảm")
    now_name, then_name = lot.choice((("Kỳ báo cáo", "Cùng kỳ năm trước"), ("Thực hiện", "Cùng kỳ")))
    spans = ((0, 3, 1, 2), *((0, column, 2, 1) for column in (0, 1, 2, 5)))
    table = Table(
        caption=f"BIỂU TỔNG HỢP SỐ LIỆU ĐỐI NGOẠI {setting.span.name().upper()}",
        header=(top, ("", "", "", now_name, then_name, "")),
        rows=tuple(rows),
        spans=spans,
        widths=(6, 36, 13, 15, 15, 15),
    )
    return Annex(table, tuple(stated), (), "Tổng hợp")


def _value(setting: Setting, indicator: str, role: str = "actual") -> int:
    world = setting.world
    ask = world.actual if role == "actual" else world.prior
    return ask(setting.place.province_id, indicator, setting.span)


def _stated(
    setting: Setting, indicator: str, value: int, quote: str, printed: str, role: str = "actual"
) -> Stated:
    return Stated(
        indicator=indicator,
        role=role,
        value=value,
        unit=unit_of(indicator),
        qualifier="exact",
        period=setting.span.period,
        months=setting.span.months,
        quote=quote,
        printed=printed,
        family="table",
    )


def _pick(pool: str, event: Event) -> str:
    entries = names()[pool]
    return str(entries[event.tag % len(entries)])


def _organisation(event: Event) -> str:
    """One of sixty names, so that the distinct names in a list are the distinct organisations."""
    entries = names()["organisations"]
    return f"{entries[event.tag % len(entries)]}/{('Hoa Kỳ', 'Đức', 'Nhật Bản')[event.tag // len(entries)]}"


def _days(event: Event, year: int) -> str:
    first = 1 + event.tag % 20
    return f"{first:02d}-{first + 2 + event.tag % 6:02d}/{event.month}/{year}"


def _amount(value: int) -> str:
    return numbers.grouped(value) if value else "-"
