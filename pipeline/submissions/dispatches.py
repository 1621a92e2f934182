"""Puts files together that came as one dispatch, and finds the register row that they belong to.

The working records of `assigning` live here. What a paper is was decided by `recognition`; what becomes of a
dispatch is decided by `assigning`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from rapidfuzz import fuzz

from pipeline.catalogue.submission_cues import submission_cues
from pipeline.inbox.records import InboxFile, RegisterRow
from pipeline.reading.document import Document
from pipeline.submissions.duplicates import same_paper
from pipeline.submissions.paper import plain
from pipeline.submissions.records import Recognised
from pipeline.submissions.replacement import number_key

SURE_SOURCES = frozenset({"head", "place", "lead"})
"""Where a paper itself says whose it is: the register's word does not stand against it."""
_ALIKE = 90.0
"""Least rapidfuzz ratio of two file names of one dispatch, words for annexes left out."""


@dataclass(eq=False)
class Item:
    """One file of the inbox with its document and what is known of it so far."""

    file: InboxFile
    document: Document
    said: Recognised
    role: str
    province_id: str
    reason: str = ""
    duplicate_of: Item | None = None
    dispatch: Dispatch | None = None

    @property
    def readable(self) -> bool:
        """Whether it was read and has words."""
        return self.document.state == "read" and bool(self.document.text.strip())

    @property
    def is_paper(self) -> bool:
        """Whether it counts as a report of the period, or came with one."""
        return not self.readable or self.said.is_report or self.role != "report"

    @property
    def folder(self) -> str:
        """The subfolder of the period that it lies in, or ""."""
        return "/".join(PurePosixPath(self.file.path).parts[1:-1])

    @cached_property
    def plain_path(self) -> str:
        """Its path below the period's folder, folded."""
        return plain("/".join(PurePosixPath(self.file.path).parts[1:]))

    @cached_property
    def stem(self) -> str:
        """Its name's words without those for annexes and without numbers of annexes, folded."""
        words = " ".join(re.findall(r"[^\W_]+", plain(PurePosixPath(self.file.path).stem)))
        for pattern in (*submission_cues().annex_names, *submission_cues().cover_names):
            words = re.sub(rf"{pattern}(\s*\d+)?", " ", words)
        return " ".join(words.split())


@dataclass(eq=False)
class Dispatch:
    """Files (and a register row) that are one submission."""

    province_id: str
    row: RegisterRow | None = None
    items: list[Item] = field(default_factory=list)
    later_items: list[Item] = field(default_factory=list)
    """Files that came after the as-of date: they are set apart, and say nothing."""

    def add(self, item: Item) -> None:
        """Takes a file in."""
        item.dispatch = self
        self.items.append(item)

    @property
    def reports(self) -> list[Item]:
        """The readable reports in it, in the order of their paths."""
        return [i for i in self.items if i.role == "report" and i.readable and i.is_paper]


def named_in(row: RegisterRow, items: list[Item]) -> tuple[list[Item], list[str]]:
    """The files that a row names under "Tệp đính kèm", and the names that fit no file or several."""
    found: list[Item] = []
    missing: list[str] = []
    for name in row.attachments:
        wanted = plain(name.strip().replace("\\", "/"))
        fitting = [i for i in items if i.plain_path == wanted] or [
            i for i in items if i.plain_path.rsplit("/", 1)[-1] == wanted.rsplit("/", 1)[-1]
        ]
        members = [i for i in items if f"{wanted}!" in f"{i.plain_path}!" and i.file.parent]
        if len(fitting) == 1:
            found.extend(fitting)
        if (not fitting and not members) or len(fitting) > 1:
            missing.append(name)
        found.extend(m for m in members if m not in fitting)
    return found, missing


def row_for(item: Item, dispatches: list[Dispatch]) -> Dispatch | None:
    """The register row that a paper belongs to: by province, number and date, then by province alone.

    Only rows that name no file and have none yet; a number or date that differs rules a row out, and of
    several rows that fit equally none is taken.
    """
    open_rows = [
        d
        for d in dispatches
        if d.row and d.province_id == item.province_id and not d.row.attachments and not d.reports
    ]
    number, sent = number_key(item.said.document_number), item.said.sent_date
    best: list[Dispatch] = []
    best_agreements = -1
    for dispatch in open_rows:
        row = dispatch.row
        if row is None or not _agree(number_key(row.document_number), number):
            continue
        # The same number is the same paper: clerks mistype a day more often than a number.
        if not (number and row.document_number) and not _agree(row.sent_date, sent):
            continue
        agreements = sum((bool(number and row.document_number), bool(sent and row.sent_date == sent)))
        if agreements > best_agreements:
            best, best_agreements = [dispatch], agreements
        elif agreements == best_agreements:
            best.append(dispatch)
    return best[0] if len(best) == 1 else None


def dispatch_for_report(item: Item, dispatches: list[Dispatch]) -> Dispatch | None:
    """The dispatch that already holds this report, by its number and date or by its text."""
    number, sent = number_key(item.said.document_number), item.said.sent_date
    for dispatch in dispatches:
        if dispatch.province_id != item.province_id:
            continue
        for other in dispatch.reports:
            if other.said.replacement or item.said.replacement:
                continue
            its_number = number_key(other.said.document_number) or number_key(
                dispatch.row.document_number if dispatch.row else ""
            )
            its_date = other.said.sent_date or (dispatch.row.sent_date if dispatch.row else None)
            if number and number == its_number and sent and sent == its_date:
                return dispatch
            if (
                _agree(number, its_number)
                and _agree(sent, its_date)
                and same_paper(other.document, item.document)
            ):
                return dispatch
    return None


def dispatch_for_companion(item: Item, dispatches: list[Dispatch]) -> Dispatch | None:
    """The dispatch that an annex, a cover letter or an unreadable file came with.

    By a common subfolder, then a similar name, then (not for an unreadable file, which may be a paper of its
    own) as the only dispatch of its province.
    """
    near = [d for d in dispatches if item.province_id in ("", d.province_id)]
    if item.folder:
        together = [d for d in near if any(i.folder == item.folder for i in d.items)]
        if len(together) == 1:
            return together[0]
    alike = [d for d in near if any(_alike(i.stem, item.stem) for i in d.items)]
    if len(alike) == 1:
        return alike[0]
    if item.readable and item.province_id and len(near) == 1:
        return near[0]
    return None


def _alike(one: str, other: str) -> bool:
    if not one or not other:
        return False
    return (
        f"{one} ".startswith(f"{other} ")
        or f"{other} ".startswith(f"{one} ")
        or fuzz.ratio(one, other) >= _ALIKE
    )


def _agree(one: object, other: object) -> bool:
    return not one or not other or one == other
