"""Turns a province's dispatch into files: composes the report, adds annexes, renders and names it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from pipeline.catalogue import unaccent

from .annexes import Annex, delegations_list, fdi_form, grants_list, summary_form
from .docx_writer import write_docx
from .families import Family
from .figures import World
from .paper import Draft, Paper
from .pdf_writer import write_pdf
from .register_writer import Line
from .report import Order, compose, finish
from .scenario import Dispatch, Month
from .txt_writer import write_txt
from .wording import Setting, Stated
from .xlsx_writer import write_annexes

PAPER_CASES = (
    "late",
    "received_before_sent",
    "contradictory_base",
    "disagreeing",
    "nfd",
    "fallback_font",
    "utf16",
    "tracked",
)
"""Cases of the report itself; the others bring a paper beside it."""

LONGEST_LIST = 60
"""A list of delegations longer than this is not attached."""

Form = Callable[[Setting, random.Random], Annex]


@dataclass(frozen=True)
class OutFile:
    """A file of the sample with what the truth file says of it."""

    name: str
    """Below the month's folder."""
    data: bytes
    state: str
    """read | unreadable | duplicate | no_report | superseded: what `files` should say."""
    role: str
    """report | annex | amendment | other."""
    province_id: str
    arrived: date
    stated: tuple[Stated, ...] = ()
    countable: tuple[tuple[str, int], ...] = ()
    case: str = ""
    note: str = ""
    withdrawn: tuple[tuple[str, str], ...] = ()
    """(indicator, role) of what a later paper takes back."""


@dataclass(frozen=True)
class Sent:
    """A dispatch that arrived: its files, and its row of the register."""

    province_id: str
    files: tuple[OutFile, ...]
    line: Line | None = None
    counts: bool = True
    """Whether it is a report of the period, so that the province has submitted."""
    case: str = ""


@dataclass(frozen=True)
class Desk:
    """Everything that writing one month's papers needs."""

    month: Month
    world: World
    families: tuple[Family, ...]
    rate: float
    used_names: set[str] = field(default_factory=set)

    def setting(self, dispatch: Dispatch, world: World | None = None) -> Setting:
        """For whom and when the papers of a dispatch speak; `world` when it tells something else."""
        return Setting(world or self.world, dispatch.place, self.month.span, self.rate)

    def lot(self, *key: object) -> random.Random:
        """A lot of this month's own."""
        return self.world.lot("desk", self.month.period, *key)

    def free_name(self, name: str) -> str:
        """The name, with a number where another file of the month has it."""
        stem, dot, ending = name.rpartition(".")
        candidate, count = name, 2
        while candidate.lower() in self.used_names:
            candidate, count = f"{stem} ({count}){dot}{ending}", count + 1
        self.used_names.add(candidate.lower())
        return candidate


def report_draft(
    desk: Desk,
    dispatch: Dispatch,
    *,
    world: World | None = None,
    opening: str = "",
    annexes: tuple[Annex, ...] = (),
    tracked: bool = False,
) -> Draft:
    """The report of a dispatch as a draft."""
    lot = desk.lot("report", dispatch.place.province_id)
    order = Order(
        office=dispatch.office,
        request=desk.month.request,
        annexes=annexes,
        opening=opening,
        tracked=tracked,
        boxed=lot.random() < 0.06,
        length=lot.choice((0.7, 1.0, 1.0, 1.4)),
    )
    return compose(desk.setting(dispatch, world), order, desk.families)


def finished(desk: Desk, dispatch: Dispatch, draft: Draft) -> Paper:
    """The draft as the official report of its dispatch."""
    title = (
        "BÁO CÁO",
        f"Kết quả công tác đối ngoại {desk.month.span.name()} và phương hướng, nhiệm vụ thời gian tới",
    )
    return finish(draft, dispatch.office, dispatch.number, title, desk.month.addressee, dispatch.sent)


def rendered(
    paper: Paper, format_: str, *, nfd: bool = False, fallback: bool = False, utf16: bool = False
) -> bytes:
    """A paper's bytes in docx, pdf or txt."""
    if format_ == "docx":
        return write_docx(paper, nfd=nfd)
    if format_ == "pdf":
        return write_pdf(paper, fallback_font=fallback)
    if format_ == "txt":
        return write_txt(paper, encoding="utf-16" if utf16 else "utf-8-sig")
    raise ValueError(f"no writer for {format_}")


def usual(desk: Desk, dispatch: Dispatch, forms: tuple[Form, ...] = ()) -> Sent:
    """A report as most provinces send it, with a table or a workbook of annexes now and then.

    `forms` are annexes that it has in any case, inside the paper.
    """
    lot = desk.lot("usual", dispatch.place.province_id)
    setting = desk.setting(dispatch)
    case = desk.month.case_of(dispatch.place.province_id)
    kind = case.kind if case and case.kind in PAPER_CASES else ""
    inside = tuple(form(setting, lot) for form in forms)
    attached: tuple[Annex, ...] = ()
    if dispatch.format == "docx_with_annex":
        attached = _annexes(setting, lot, lot.randint(1, 2))
    elif not forms and dispatch.format in ("docx", "pdf") and lot.random() < 0.4:
        inside = _annexes(setting, lot, 1)
    draft = report_draft(desk, dispatch, annexes=inside, tracked=kind == "tracked")
    paper = finished(desk, dispatch, draft)
    format_ = "docx" if dispatch.format == "docx_with_annex" else dispatch.format
    data = rendered(
        paper, format_, nfd=kind == "nfd", fallback=kind == "fallback_font", utf16=kind == "utf16"
    )
    countable = tuple(pair for annex in inside for pair in annex.countable)
    name = desk.free_name(f"{_stem(desk, dispatch, lot)}.{format_}")
    files = [report_file(dispatch, name, data, paper, case=kind, countable=countable)]
    if attached:
        annex_name = desk.free_name(_annex_name(name, dispatch))
        files.append(
            OutFile(
                name=annex_name,
                data=write_annexes(attached, dispatch.office.author),
                state="read",
                role="annex",
                province_id=dispatch.place.province_id,
                arrived=dispatch.received,
                stated=tuple(stated for annex in attached for stated in annex.stated),
                countable=tuple(pair for annex in attached for pair in annex.countable),
            )
        )
    return sent(desk, dispatch, tuple(files), case=kind)


def report_file(
    dispatch: Dispatch,
    name: str,
    data: bytes,
    paper: Paper,
    *,
    state: str = "read",
    case: str = "",
    note: str = "",
    countable: tuple[tuple[str, int], ...] = (),
) -> OutFile:
    """A report's entry; what is in an unreadable one is not expected of anybody."""
    return OutFile(
        name=name,
        data=data,
        state=state,
        role="report",
        province_id=dispatch.place.province_id,
        arrived=dispatch.received,
        stated=paper.stated if state != "unreadable" else (),
        countable=countable,
        case=case,
        note=note,
    )


def sent(
    desk: Desk,
    dispatch: Dispatch,
    files: tuple[OutFile, ...],
    *,
    case: str = "",
    subject: str = "",
    note: str = "",
) -> Sent:
    """The dispatch with its register row."""
    line = Line(
        author=dispatch.office.author,
        number=dispatch.number,
        sent=dispatch.sent,
        received=dispatch.received,
        subject=subject or f"Báo cáo kết quả công tác đối ngoại {desk.month.span.name()}",
        attachments=tuple(file.name.rpartition("/")[2] for file in files),
        note=note,
    )
    return Sent(dispatch.place.province_id, files, line, case=case)


def _annexes(setting: Setting, lot: random.Random, number: int) -> tuple[Annex, ...]:
    """So many of the forms that suit the province's figures."""
    world, province_id, span = setting.world, setting.place.province_id, setting.span
    forms = []
    if span.months > 1:
        forms.append(summary_form)
        if 3 <= world.actual(province_id, "delegations_out", span) <= LONGEST_LIST:
            forms.append(delegations_list)
        if world.actual(province_id, "ngo_projects", span) >= 3:
            forms.append(grants_list)
    if world.actual(province_id, "fdi_capital_registered", span):
        forms.append(fdi_form)
    return tuple(form(setting, lot) for form in lot.sample(forms, min(number, len(forms))))


def _stem(desk: Desk, dispatch: Dispatch, lot: random.Random) -> str:
    name, plain = dispatch.place.name, unaccent(dispatch.place.name)
    number = dispatch.number.replace("/", "-")
    period = desk.month.span.name()
    return lot.choice(
        (
            f"BC doi ngoai {unaccent(period)} - {plain}",
            f"Báo cáo công tác đối ngoại {period} ({name})",
            f"{plain.replace(' ', '')}_BC_{desk.month.period}",
            f"{number}.signed",
            f"{plain}/{number}",
        )
    )


def _annex_name(report: str, dispatch: Dispatch) -> str:
    folder = report.rpartition("/")[0]
    name = f"Phu luc kem {dispatch.number.replace('/', '-')} {unaccent(dispatch.place.name)}.xlsx"
    return f"{folder}/{name}" if folder else name
