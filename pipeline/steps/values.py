"""From dispatches to figures: the steps `candidates` and `figures`.

Finding values is `extraction`'s, settling them `settling`'s; here the documents are paired with what is
known of them, the cache is asked first, and the tables are written.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import date

from pipeline import extraction
from pipeline.extraction.candidate import Candidate, Context
from pipeline.home import Home
from pipeline.inbox.records import Finding
from pipeline.reading import load_document
from pipeline.reading.cache import cached
from pipeline.reading.document import Document
from pipeline.settling import read_corrections, settle
from pipeline.settling.corrections import torn_line
from pipeline.settling.records import Figure, RuleResult
from pipeline.steps import candidate_cache
from pipeline.steps.candidate_cache import Job
from pipeline.steps.memo import FIGURES, code_version, file_hash, fingerprint, memorise, restore
from pipeline.steps.place import published_before
from pipeline.steps.result import StepResult, Table, line, results_folder
from pipeline.steps.workers import workers
from pipeline.submissions import FileRecord, Submission
from pipeline.warehouse import assert_made_of, note_inputs, read_partition, write_partition

log = logging.getLogger(__name__)

IN_REVIEW = "cần xem lại"
"""The label of the count of figures that wait for an analyst."""
FIRST_IN_REVIEW = 20
"""Rows shown of what needs review; the whole list is the table `to_review` and the review workbook."""


def extract_candidates(place: Home, period: str, executor: Executor | None = None) -> StepResult:
    """The step `candidates`: every value that the reports state.

    They are handed on beside the run's results; the table `candidates` is written by the step `figures`,
    which knows what became of each.
    """
    work, folder = place.work(period), results_folder(place, period)
    made_from = fingerprint(
        *(file_hash(work / f"{table}.parquet") for table in ("files", "submissions")),
        extraction.VERSION,
        code_version("pipeline/steps"),
    )
    if known := restore(place, period, "candidates", made_from):
        note_inputs(folder, work)
        return known
    jobs = _jobs(place, period)
    paths = {job: candidate_cache.path_of(place.cache, job) for job in jobs}
    missing = [job for job, path in paths.items() if not path.is_file()]
    with workers(len(missing), executor) as pool:
        failed = candidate_cache.extract_missing(place.cache, missing, pool)
    found = [
        candidate
        for job, path in paths.items()
        if job.sha256 not in failed
        for candidate in candidate_cache.load(path)
    ]
    written = write_partition(folder, "candidates", found)
    kept = [candidate for candidate in found if not candidate.set_aside]
    log.info("%s: %d giá trị tìm thấy trong %d tệp", period, len(found), len(jobs))
    result = StepResult(
        "candidates",
        period,
        counts={
            "giá trị tìm thấy": len(found),
            "đưa vào chốt số liệu": len(kept),
            "để riêng": len(found) - len(kept),
        },
        findings=tuple(line(finding) for finding in _failures(place, period, failed)),
        read=len(missing),
        cached=len(jobs) - len(missing),
        row_count=len(found),
        tables={"giá trị theo chỉ tiêu": _by_indicator(kept)},
    )
    note_inputs(folder, work)
    return result if failed else memorise(place, result, made_from, [written])


def settle_figures(place: Home, period: str, as_of: date | None) -> StepResult:
    """The step `figures`: candidates and corrections, settled; writes the tables of figures.

    Raises `IncompleteMonth` when the candidates were found in other files than those that are known now.
    """
    work, found = place.work(period), results_folder(place, period)
    assert_made_of(found, work, period, "giá trị tìm thấy")
    earlier = published_before(place, period)
    made_from = fingerprint(
        file_hash(found / "candidates.parquet"),
        *(file_hash(work / f"{table}.parquet") for table in ("submissions", "files")),
        *(file_hash(path) for path in (place.corrections, *(f / "figures.parquet" for f in earlier))),
        str(as_of),
        code_version(*FIGURES),
    )
    if known := restore(place, period, "figures", made_from):
        note_inputs(work, work)
        return known
    files = read_partition(work, "files", FileRecord)
    settled = settle(
        read_partition(found, "candidates", Candidate),
        read_partition(work, "submissions", Submission),
        read_corrections(place.corrections, as_of),
        period,
        as_of=as_of,
        history=[figure for folder in earlier for figure in read_partition(folder, "figures", Figure)],
        files=files,
        documents=_documents(place, files),
    )
    written = (
        write_partition(work, "candidates", settled.candidates),
        write_partition(work, "figures", settled.figures),
        write_partition(work, "to_review", settled.to_review),
        write_partition(work, "figure_sources", settled.sources),
        write_partition(work, "rule_results", settled.rule_results),
        write_partition(work, "corrections", settled.corrections),
    )
    note_inputs(work, work)
    rules = [rule for rule in settled.rule_results if rule.state == "open"]
    torn = torn_line(place.corrections)
    result = StepResult(
        "figures",
        period,
        counts={
            "số liệu đã chốt": len(settled.figures),
            IN_REVIEW: len(settled.to_review),
            "phát hiện của quy tắc": len(rules),
        },
        findings=(f"{place.corrections.name}: dòng cuối bị cắt cụt – nhập lại quyết định đó: {torn}",)
        if torn
        else (),
        row_count=len(settled.figures),
        tables={IN_REVIEW: _in_review(settled.to_review), "phát hiện của quy tắc": _rules(rules)},
    )
    return memorise(place, result, made_from, written)


def _documents(place: Home, files: Sequence[FileRecord]) -> dict[str, Document]:
    """What was read of the month's files, by hash, for the rules that look at the text around a figure."""
    read = {f.sha256: load_document(place.cache, f.sha256, f.format) for f in files if f.state == "read"}
    return {sha256: document for sha256, document in read.items() if document is not None}


def _jobs(place: Home, period: str) -> list[Job]:
    """One job a file that states something of a dispatch."""
    work = place.work(period)
    dispatches = {d.submission_id: d for d in read_partition(work, "submissions", Submission)}
    documents = cached(place.cache)
    jobs = []
    for record in read_partition(work, "files", FileRecord):
        dispatch = dispatches.get(record.submission_id)
        if record.state != "read" or dispatch is None:
            continue
        context = Context(
            province_id=dispatch.province_id,
            period=record.document_period or period,
            months=record.document_months or dispatch.months,
        )
        jobs.append(Job(record.sha256, documents[record.sha256], context))
    return jobs


def _failures(place: Home, period: str, failed: dict[str, str]) -> tuple[Finding, ...]:
    """A line for each document that extraction failed on, also among the month's findings.

    In the table of files it then counts as unreadable: that it states nothing would be a silent error.
    """
    if not failed:
        return ()
    work = place.work(period)
    records = read_partition(work, "files", FileRecord)
    names = {record.sha256: record.path for record in records}
    reason = "Đọc được nhưng không trích được số liệu."
    write_partition(
        work,
        "files",
        [replace(r, state="unreadable", reason=reason) if r.sha256 in failed else r for r in records],
    )
    findings = tuple(
        Finding(
            names[sha256],
            f"Không trích được số liệu ({error}).",
            "Chạy `doingoai extract` với tệp này và báo lỗi; các tệp khác vẫn được xử lý.",
        )
        for sha256, error in failed.items()
    )
    write_partition(work, "findings", (*read_partition(work, "findings", Finding), *findings))
    return findings


def _by_indicator(rows: Sequence[Candidate]) -> Table:
    counts = Counter(row.indicator for row in rows)
    return ("Chỉ tiêu", "Giá trị"), tuple((name, str(count)) for name, count in counts.most_common())


def _in_review(review: Sequence[Figure]) -> Table:
    rows = tuple((f.province, f.indicator, f.role, _stated(f), f.reason) for f in review[:FIRST_IN_REVIEW])
    return ("Địa phương", "Chỉ tiêu", "Loại số", "Giá trị", "Lý do"), rows


def _stated(figure: Figure) -> str:
    return "" if figure.value is None else f"{figure.value:,.6g} {figure.unit}"


def _rules(rules: Sequence[RuleResult]) -> Table:
    order = ("high", "medium", "low")
    ranked = sorted(rules, key=lambda rule: order.index(rule.importance))
    return ("Mức", "Quy tắc", "Phát hiện"), tuple((r.importance, r.rule, r.message) for r in ranked)
