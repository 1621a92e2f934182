"""Makes submissions of an inbox: who sent what, which paper stands, and what became of every file.

The order of the questions is here; the answers come from `recognition`, `dispatches`, `duplicates`,
`replacing`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

from pipeline.catalogue import Period, province
from pipeline.catalogue.submission_cues import submission_cues
from pipeline.inbox.records import Finding, Inbox, InboxFile, RegisterRow
from pipeline.reading.document import Block, Document
from pipeline.submissions.dispatches import (
    SURE_SOURCES,
    Dispatch,
    Item,
    dispatch_for_companion,
    dispatch_for_report,
    named_in,
    row_for,
)
from pipeline.submissions.duplicates import same_paper
from pipeline.submissions.file_fates import Submitted, came_later
from pipeline.submissions.paper import plain
from pipeline.submissions.recognition import province_in_name, recognise
from pipeline.submissions.records import Assigned, Recognised
from pipeline.submissions.submitting import submitted

_ROLES = {"annex": "annex", "cover_letter": "cover_letter"}
_ROW_KINDS = frozenset({"report", "annex", "cover_letter", "request_letter", "unknown"})
"""What a register's "trích yếu" may be for the row to count: offices also send reports under "V/v …"."""


def assign(inbox: Inbox, documents: Mapping[str, Document], as_of: date | None = None) -> Assigned:
    """The submissions of a period with the fate of every file.

    `documents` is keyed by SHA-256; a file without one is unreadable. With `as_of` a dispatch counts when it
    was received by that day (the register's "Ngày đến", else the file's arrival). Files of later ones are
    left out, and so are files that came later themselves, where no "Ngày đến" says otherwise. A report
    whose province nobody says has state "read", no submission_id, and a finding.
    """
    findings: list[Finding] = []
    items, copies = _items(inbox, documents, as_of)
    rows = _rows(inbox)
    dispatches = [Dispatch(row.province_id, row) for row in rows]
    _link_by_name(dispatches, items, findings)
    _link_the_rest(dispatches, items)
    for dispatch in dispatches:
        _set_later_apart(dispatch, as_of)
        _mark_duplicates(dispatch)
    later = {row.row for row in inbox.later_rows}
    counted = [d for d in dispatches if _counts(d, inbox.period, later, findings)]
    about = Submitted(inbox.period, as_of, later, findings)
    submissions, files = submitted(about, counted, items, copies)
    return Assigned(submissions, files, tuple(findings))


def _rows(inbox: Inbox) -> list[RegisterRow]:
    return sorted((*inbox.register, *inbox.later_rows), key=lambda r: r.row)


def _items(
    inbox: Inbox, documents: Mapping[str, Document], as_of: date | None
) -> tuple[list[Item], list[tuple[InboxFile, Item]]]:
    """One item for every hash, and the further files with the same bytes.

    The item is the one that had come by the day, before the one that the register names, so that bytes which
    came twice count from the first time.
    """
    named = {PurePosixPath(a).name: row for row in _rows(inbox) for a in row.attachments}
    by_name = [(named.get(PurePosixPath(file.path).name), file) for file in inbox.files]
    by_name.sort(key=lambda pair: (came_later(pair[0], pair[1], as_of), pair[0] is None, pair[1].path))
    files = [file for _, file in by_name]
    items: dict[str, Item] = {}
    copies: list[tuple[InboxFile, Item]] = []
    for file in files:
        if file.sha256 in items:
            copies.append((file, items[file.sha256]))
            continue
        items[file.sha256] = _item(file, documents.get(file.sha256), inbox.period)
    return sorted(items.values(), key=lambda i: i.file.path), copies


def _item(file: InboxFile, document: Document | None, period: str) -> Item:
    inner = "/".join(PurePosixPath(file.path.replace("!", "/")).parts[1:]) or file.path
    if document is None:
        document = Document(file.sha256, inner, "unknown", state="unreadable", reason="Tệp chưa được đọc.")
    said = recognise(document, period)
    role = _ROLES.get(said.kind, "report")
    province_id = said.province_id
    if (
        not province_id
        or said.province_source == "name"
        or (role == "annex" and said.province_source == "body")
    ):
        named = province_in_name(inner, Period.parse(period).last_day)
        province_id = named.province_id if named else province_id
    if not said.is_report and said.kind == "unknown" and role == "report" and _named_as_annex(inner):
        role = "annex"
    return Item(file, document, said, role, province_id)


def _named_as_annex(path: str) -> bool:
    stem = " ".join(re.findall(r"[^\W_]+", plain(PurePosixPath(path).stem)))
    return any(re.search(p, stem) for p in submission_cues().annex_names)


def _link_by_name(dispatches: list[Dispatch], items: list[Item], findings: list[Finding]) -> None:
    for dispatch in dispatches:
        row = dispatch.row
        if row is None:
            continue
        found, missing = named_in(row, items)
        for item in found:
            if item.dispatch is not None:
                continue
            if _is_anothers(item, dispatch):
                findings.append(
                    Finding(
                        item.file.path,
                        f"Sổ ghi tệp này của {row.author}, nhưng trên văn bản là của "
                        f"{province(item.said.province_id).title}; tính theo văn bản.",
                        f"Kiểm tra dòng {row.row} của sổ công văn đến.",
                        "register",
                    )
                )
                continue
            dispatch.add(item)
            if not dispatch.province_id and item.province_id and item.is_paper:
                dispatch.province_id = item.province_id
            item.province_id = dispatch.province_id or item.province_id
        if missing:
            findings.append(
                Finding(
                    f"sổ công văn đến, dòng {row.row}",
                    f"Tệp ghi trong sổ không có, hoặc có nhiều tệp cùng tên: {'; '.join(missing)}.",
                    "Chép tệp vào thư mục của kỳ, hoặc sửa tên tệp trong sổ.",
                    "register",
                )
            )


def _is_anothers(item: Item, dispatch: Dispatch) -> bool:
    own = item.said.province_id
    return bool(
        own
        and dispatch.province_id
        and own != dispatch.province_id
        and item.said.province_source in SURE_SOURCES
    )


def _link_the_rest(dispatches: list[Dispatch], items: list[Item]) -> None:
    """Files that no row names: reports first, then what came with them."""
    free = [i for i in items if i.dispatch is None and i.is_paper]
    for item in (i for i in free if i.readable and i.role == "report" and i.province_id):
        home = dispatch_for_report(item, dispatches) or row_for(item, dispatches)
        if home is None:
            home = Dispatch(item.province_id)
            dispatches.append(home)
        home.add(item)
    for item in (i for i in free if i.dispatch is None and (not i.readable or i.role != "report")):
        home = dispatch_for_companion(item, dispatches)
        if home is None and item.province_id:
            home = row_for(item, dispatches) or Dispatch(item.province_id)
            if home not in dispatches:
                dispatches.append(home)
        if home is not None:
            home.add(item)
            item.province_id = home.province_id


def _set_later_apart(dispatch: Dispatch, as_of: date | None) -> None:
    """Files that came after the day are no part of the dispatch yet; they only told whose it is."""
    later = [item for item in dispatch.items if came_later(dispatch.row, item.file, as_of)]
    dispatch.items = [item for item in dispatch.items if item not in later]
    dispatch.later_items = later


def _mark_duplicates(dispatch: Dispatch) -> None:
    """The same paper in two formats: the one that reads best stays, the other is a duplicate."""
    order = submission_cues().preferred_formats
    reports = sorted(
        dispatch.reports,
        key=lambda i: (
            order.index(i.document.format) if i.document.format in order else len(order),
            i.file.path,
        ),
    )
    kept: list[Item] = []
    for item in reports:
        original = next((k for k in kept if same_paper(k.document, item.document)), None)
        if original is None:
            kept.append(item)
            continue
        item.duplicate_of = original
        item.reason = f"Cùng nội dung với tệp {original.file.path}, chỉ khác định dạng."


def _counts(dispatch: Dispatch, period: str, later: set[int], findings: list[Finding]) -> bool:
    """Whether a dispatch is a submission of a province for the period."""
    row = dispatch.row
    if not dispatch.province_id:
        return False
    if row is None:
        return bool(dispatch.items)
    if any(item.is_paper for item in dispatch.items):
        return True
    subject = _subject(row, period)
    if subject is not None and subject.reason and subject.kind in _ROW_KINDS - {"unknown", "request_letter"}:
        return False
    if subject is not None and subject.kind not in _ROW_KINDS:
        return False
    if not dispatch.items:
        return True
    # The files that came are other papers: only a row that says "Báo cáo" still announces one.
    announced = subject is not None and subject.kind == "report"
    unclear = all(item.said.kind == "unknown" for item in dispatch.items)
    if row.row not in later:
        paths = "; ".join(item.file.path for item in dispatch.items)
        message = (
            f"Không nhận ra loại văn bản của {paths}; tính là báo cáo theo sổ công văn đến."
            if unclear
            else f"Tệp của dòng này không phải báo cáo của kỳ: {paths}."
        )
        findings.append(
            Finding(
                f"sổ công văn đến, dòng {row.row}",
                message,
                "Mở tệp kiểm tra; nếu sai thì sửa sổ.",
                "submission",
            )
        )
    return announced or unclear


def _subject(row: RegisterRow, period: str) -> Recognised | None:
    """What the register's "trích yếu" says that the paper is."""
    if not row.subject:
        return None
    text = row.subject.rstrip(" .;:")
    return recognise(Document("", "", "txt", (Block("paragraph", text, f"dòng {row.row}"),)), period)
