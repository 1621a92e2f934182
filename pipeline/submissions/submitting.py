"""Writes out the submissions and the files' rows from dispatches that are settled, flags included.

Which files belong together was decided before; which paper replaces which is decided in `replacing`.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from pipeline.catalogue import Period, expected, province
from pipeline.inbox.records import Finding, InboxFile
from pipeline.submissions.dispatches import Dispatch, Item
from pipeline.submissions.file_fates import Submitted, file_record, is_there, tell
from pipeline.submissions.letterhead import level_of
from pipeline.submissions.records import FileRecord, Submission
from pipeline.submissions.replacing import supersede


def submitted(
    about: Submitted,
    counted: list[Dispatch],
    items: list[Item],
    copies: list[tuple[InboxFile, Item]],
) -> tuple[tuple[Submission, ...], tuple[FileRecord, ...]]:
    """The submissions received by the as-of date, and the rows of the files that had arrived by then."""
    made: list[tuple[Dispatch, Submission]] = []
    taken: set[str] = set()
    for dispatch in counted:
        received, source = _received(dispatch)
        if not _is_in_time(about, dispatch, received):
            continue
        submission = _submission(about, dispatch, received, source, taken)
        taken.add(submission.submission_id)
        made.append((dispatch, submission))
    made = supersede(made, about.findings)
    _flag_several(made, about.findings)
    by_dispatch = {id(d): s for d, s in made}
    files = [
        file_record(about, item, item.file, by_dispatch) for item in items if is_there(about, item, item.file)
    ]
    files += [
        replace(
            file_record(about, original, file, by_dispatch),
            state="duplicate",
            reason=f"Giống hệt từng byte với tệp {original.file.path}.",
        )
        for file, original in copies
        if is_there(about, original, file)
    ]
    for item in items:
        if is_there(about, item, item.file):
            tell(about, item, by_dispatch)
    order = sorted(
        (s for _, s in made), key=lambda s: (s.province_id, s.received_date or date.max, s.submission_id)
    )
    return tuple(order), tuple(sorted(files, key=lambda f: f.path))


def _received(dispatch: Dispatch) -> tuple[date | None, str]:
    if dispatch.row and dispatch.row.received_date:
        return dispatch.row.received_date, "register"
    arrivals = [item.file.arrived.date() for item in (*dispatch.items, *dispatch.later_items)]
    return (min(arrivals), "arrival") if arrivals else (None, "register")


def _is_in_time(about: Submitted, dispatch: Dispatch, received: date | None) -> bool:
    if dispatch.row and dispatch.row.row in about.later:
        return False
    if about.as_of is None:
        return True
    if received is not None:
        return received <= about.as_of
    # The register forgot the day and no file came: what was not yet written cannot have been received.
    sent = dispatch.row.sent_date if dispatch.row else None
    return sent is None or sent <= about.as_of


def _submission(
    about: Submitted, dispatch: Dispatch, received: date | None, source: str, taken: set[str]
) -> Submission:
    row, reports = dispatch.row, dispatch.reports
    said = reports[0].said if reports else next((i.said for i in dispatch.items), None)
    own = province(dispatch.province_id)
    number = (row.document_number if row else "") or (said.document_number if said and reports else "")
    sent = (row.sent_date if row else None) or (said.sent_date if said and reports else None)
    due = expected(about.period)
    stated = next((i.said.months for i in reports if i.said.period == about.period and i.said.months), 0)
    months = stated or (due.months if due else Period.parse(about.period).month)
    readable, notes = _notes(dispatch)
    if received and sent and received < sent:
        notes.insert(0, f"Ngày nhận ({_day(received)}) trước ngày gửi ({_day(sent)}).")
        about.findings.append(
            Finding(
                own.name,
                f"Ngày nhận {_day(received)} trước ngày gửi {_day(sent)}.",
                "Đối chiếu với bản gốc; báo cáo in ngày như trong sổ.",
                "submission",
            )
        )
    if row and reports and row.sent_date and said and said.sent_date and said.sent_date != row.sent_date:
        about.findings.append(
            Finding(
                f"sổ công văn đến, dòng {row.row}",
                f"Ngày văn bản trong sổ ({_day(row.sent_date)}) khác trên văn bản ({_day(said.sent_date)}).",
                "Đối chiếu rồi sửa sổ nếu ghi nhầm; hiện tính theo sổ.",
                "register",
            )
        )
    if row and received is None:
        about.findings.append(
            Finding(
                f"sổ công văn đến, dòng {row.row}",
                "Không có ngày đến; vẫn tính là đã nhận.",
                "Ghi ngày đến vào sổ.",
                "register",
            )
        )
    if reports and not stated:
        notes.append("Báo cáo không nêu kỳ; tính theo thư mục.")
    first = min((i.file.sha256 for i in dispatch.items), default="") or f"row {row.row if row else 0}"
    return Submission(
        submission_id=_id(about.period, dispatch.province_id, number, sent, first, taken),
        period=about.period,
        months=months,
        province_id=dispatch.province_id,
        issuer=(row.author if row else "") or (said.issuer if said else "") or own.title,
        issuer_level=_level(dispatch),
        document_number=number,
        sent_date=sent,
        received_date=received,
        received_source="arrival" if source == "arrival" else "register",
        register_row=row.row if row else None,
        readable=readable,
        reason=" ".join(notes),
    )


def _id(period: str, province_id: str, number: str, sent: date | None, first: str, taken: set[str]) -> str:
    """Stable over reruns, and when the file of a registered paper comes later.

    So the first file (or the row) is in the key only where number and date are both unknown, or do not tell
    two dispatches apart.
    """
    key = [period, province_id, number, sent.isoformat() if sent else ""]
    if not number and sent is None:
        key.append(first)
    made = hashlib.sha256("|".join(key).encode()).hexdigest()[:16]
    return made if made not in taken else hashlib.sha256("|".join([*key, first]).encode()).hexdigest()[:16]


def _level(dispatch: Dispatch) -> str:
    said = next((i.said.issuer_level for i in dispatch.reports if i.said.issuer_level), "")
    return said or (level_of(dispatch.row.author) if dispatch.row else "")


def _notes(dispatch: Dispatch) -> tuple[bool, list[str]]:
    """Whether anything of a dispatch could be read, and what the status table should say of it."""
    if not dispatch.items:
        return False, ["Đã vào sổ, chưa có tệp."]
    unreadable = [i for i in dispatch.items if not i.readable]
    notes = [f"Không đọc được {PurePosixPath(i.file.path).name}: {i.said.reason}" for i in unreadable]
    if dispatch.reports:
        return True, notes
    if any(i.role == "annex" and i.readable for i in dispatch.items):
        return True, [*notes, "Chỉ có phụ lục, chưa có văn bản báo cáo."]
    if any(i.role == "cover_letter" and i.readable for i in dispatch.items):
        return False, [*notes, "Chỉ có công văn gửi, chưa có báo cáo."]
    if unreadable:
        return False, notes
    return any(i.said.kind == "unknown" for i in dispatch.items), ["Tệp kèm theo không nhận ra là báo cáo."]


def _flag_several(made: list[tuple[Dispatch, Submission]], findings: list[Finding]) -> None:
    """Two papers of a province that both stand, neither saying that it replaces the other."""
    by_province: dict[str, list[Submission]] = {}
    for dispatch, submission in made:
        if dispatch.items and not submission.superseded_by and submission.replacement != "values":
            by_province.setdefault(submission.province_id, []).append(submission)
    for province_id, several in by_province.items():
        if len(several) > 1:
            told = "; ".join(s.document_number or s.submission_id for s in several)
            findings.append(
                Finding(
                    province(province_id).name,
                    f"Có {len(several)} văn bản cùng kỳ, không bản nào nói thay thế bản nào: {told}.",
                    "Nếu một bản thay bản kia thì ghi “thay thế báo cáo số …” ở cột Ghi chú của sổ.",
                    "submission",
                )
            )


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
