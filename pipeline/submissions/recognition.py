"""Says what a document is: whose report of which period, or why it is none.

Only the document (and its file's name) is asked; the register and the other files come in with `assigning`.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import PurePosixPath

from pipeline.catalogue import Expected, Period, Province, expected, resolve_province
from pipeline.catalogue.submission_cues import submission_cues
from pipeline.reading.document import Document
from pipeline.submissions import stated_periods
from pipeline.submissions.evidence import scores
from pipeline.submissions.letterhead import Letterhead, issuer_name, letterhead, mentions
from pipeline.submissions.paper import Paper, paper_of
from pipeline.submissions.records import Recognised
from pipeline.submissions.replacement import replacement_in

_SOURCES = {
    "head": "dòng cơ quan ban hành",
    "place": "dòng địa danh, ngày tháng",
    "lead": "câu mở đầu",
    "title": "tiêu đề",
    "closing": "phần cuối",
    "body": "nội dung",
    "name": "tên tệp",
    "": "không rõ",
}
_OWN_REASON = {"cover_letter", "annex"}


def recognise(document: Document, period: str) -> Recognised:
    """What `document` is with regard to `period` ("2023-06"). Raises `ValueError` for what is no period.

    An unreadable document is of kind "unknown"; its name may still tell the province.
    """
    asked = Period.parse(period)
    day = asked.last_day
    if document.state != "read" or not document.text.strip():
        named = province_in_name(document.name, day)
        return Recognised(
            "unknown",
            province_id=named.province_id if named else "",
            reason=_sentence(document.reason or "tệp không có chữ nào đọc được"),
            province_source="name" if named else "",
        )
    paper = paper_of(document)
    head = letterhead(paper, day)
    named_in_text = mentions(paper.text, day)
    kind, kind_evidence = _kind(paper, head, named_in_text)
    stated, months, period_source = _period(paper, head, period)
    province, source = head.province, head.province_source
    if province is None or source in ("body", "closing"):
        from_name = province_in_name(document.name, day)
        if province is None and from_name:
            province, source = from_name, "name"
    replacement, replaced = replacement_in(paper.zones)
    reason = _reason(kind, head, stated, months, asked, expected(period))
    return Recognised(
        kind=kind,
        province_id=province.province_id if province and kind != "national_report" else "",
        issuer=_issuer(head, province),
        issuer_level=head.issuer.level if head.issuer and head.issuer.level != "central" else "",
        document_number=head.number,
        sent_date=head.sent_date,
        period=stated,
        months=months,
        replaces_number=replaced,
        replacement=replacement,
        reason=reason,
        is_report=kind in submission_cues().kinds and submission_cues().kinds[kind].counts and not reason,
        evidence=(kind_evidence, f"kỳ: {period_source}", f"tỉnh: {_SOURCES[source]}"),
        province_source=source,
    )


def province_in_name(name: str, day: date) -> Province | None:
    """The province in a file's name or, failing that, in the folders above it: "BC_DongNai_6T2023.docx"."""
    path = PurePosixPath(name)
    for part in (path.stem, *reversed(path.parent.parts)):
        spaced = re.sub(r"(?<=[a-zà-ỹ])(?=[A-ZĐ])", " ", part)
        words = re.findall(r"[^\W\d_]+", spaced)
        for width in range(min(6, len(words)), 0, -1):
            for at in range(len(words) - width + 1):
                if found := resolve_province(" ".join(words[at : at + width]), day):
                    return found
    return None


def _kind(paper: Paper, head: Letterhead, named: Counter[str]) -> tuple[str, str]:
    title = paper.zones["title"]
    stem = paper.zones["name"]
    cues = submission_cues()
    if paper.has_title and any(re.search(p, title) for p in cues.annex_titles):
        return "annex", "loại: tiêu đề phụ lục, biểu"
    ranked = sorted(scores(paper, head.symbol, named).items(), key=lambda item: -item[1])
    told = ", ".join(f"{cues.kinds[name].label} {score:.1f}" for name, score in ranked[:3])
    if ranked[0][1] < cues.min_score:
        if any(re.search(p, stem) for p in cues.annex_names):
            return "annex", "loại: tên tệp phụ lục, biểu"
        return "unknown", f"loại: {told}"
    if ranked[0][0] == "report" and not paper.has_title and _rival(ranked) > ranked[0][1] - cues.min_margin:
        return "unknown", f"loại: {told}"
    return ranked[0][0], f"loại: {told}"


def _rival(ranked: list[tuple[str, float]]) -> float:
    """The score of the best kind that is no sort of report."""
    kinds = submission_cues().kinds
    return next(score for name, score in ranked if "report" not in (name, kinds[name].base))


def _period(paper: Paper, head: Letterhead, period: str) -> tuple[str, int, str]:
    """(period, months, source) that the paper reports on, from the surest place to the least sure."""
    zones = paper.zones
    year = head.year
    # Without a title the first paragraphs are the middle of a text, where other years are named.
    for zone in ("title", "closing", "lead", "head") if paper.has_title else ("closing", "head"):
        text = zones[zone].split("noi nhan")[0] if zone == "closing" else zones[zone]
        found = stated_periods.reported(text, year, period)
        if found[0]:
            return *found, _SOURCES[zone]
    found = stated_periods.mostly_reported(zones["body"], period)
    if found[0]:
        return *found, _SOURCES["body"]
    found = stated_periods.reported(zones["name"], year, period, where="name")
    if found[0]:
        return *found, _SOURCES["name"]
    # "6 tháng đầu năm" without any year: the folder's year is the only one that there is.
    found = stated_periods.reported(zones["title"] or zones["closing"], int(period[:4]), period)
    return (*found, "tiêu đề, năm theo thư mục") if found[0] else ("", 0, "không nêu")


def _reason(
    kind: str, head: Letterhead, stated: str, months: int, asked: Period, due: Expected | None
) -> str:
    """Why a paper is no province's report of the period asked for; empty when it is, or comes with one."""
    if kind in _OWN_REASON:
        return ""
    if kind == "unknown":
        return "Không nhận ra đây là loại văn bản gì."
    known = submission_cues().kinds[kind]
    if known.reason:
        return f"Đây {known.reason}."
    if head.issuer is not None and head.issuer.level == "central":
        return f"Đây {submission_cues().kinds['national_report'].reason}."
    if not stated:
        return ""
    label = Period.parse(stated).label_vi(months)
    wanted = asked.label_vi(due.months if due else asked.month)
    if stated != str(asked):
        return f"Đây là báo cáo {label}, không phải báo cáo {wanted}."
    if due and months < due.months:
        return f"Đây là báo cáo {label}, ngắn hơn kỳ báo cáo {wanted}."
    return ""


def _sentence(text: str) -> str:
    """A reader's reason as a sentence of its own."""
    return f"{text[:1].upper()}{text[1:].rstrip('. ')}."


def _issuer(head: Letterhead, province: Province | None) -> str:
    if head.issuer is None or province is None or head.issuer.level in ("central", "district"):
        return ""
    return issuer_name(head.issuer, province)
