"""The steps `appendix` and `national_summary`: a published month's papers, written into its exports.

What the papers say and look like belongs to `pipeline.summary`; here is which ones are written, where, and
when they are still good: a paper whose figures and code have not changed is left as it lies.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.home import Home
from pipeline.sample import is_sample_home
from pipeline.steps.memo import PAPERS, code_version, file_hash, fingerprint, memorise, restore
from pipeline.steps.place import kept_inbox, published_base
from pipeline.steps.publication import made_by
from pipeline.steps.result import StepResult
from pipeline.summary import (
    NoConverterError,
    Summary,
    load,
    pdf,
    write_appendix,
    write_docx,
    write_edition_json,
    write_figures_xlsx,
    write_html,
    write_pdf,
)
from pipeline.warehouse import connect

log = logging.getLogger(__name__)

Writer = Callable[[Summary, Path], Path | None]

APPENDIX: dict[str, Writer] = {
    "appendix.docx": write_appendix,
    "appendix.xlsx": write_appendix,
    "appendix.csv": write_appendix,
}
SUMMARY: dict[str, Writer] = {
    "national_summary.docx": write_docx,
    "national_summary.html": write_html,
    "national_summary.pdf": write_pdf,
    "figures.xlsx": write_figures_xlsx,
}


def write_appendices(place: Home, period: str, as_of: date | None) -> StepResult:
    """The step `appendix`: the provinces that have reported and those that have not."""
    return _write("appendix", place, period, as_of, APPENDIX)


def write_summaries(place: Home, period: str, as_of: date | None) -> StepResult:
    """The step `national_summary`: the summary, the workbook of figures, `edition.json`.

    The record names the run that made the data: papers that are written again from the same data, because
    they were lost or their layout changed, are still that run's.
    """
    result = _write("national_summary", place, period, as_of, SUMMARY)
    if result.read:
        inbox = kept_inbox(place, period)
        inputs = {place.raw_reports / file.path.partition("!")[0] for file in inbox.files}
        inputs |= set(place.inbox(period).glob("register.*"))
        base = published_base(place, period) / "figures.parquet"
        inputs |= {path for path in (place.corrections, base) if path.is_file()}
        write_edition_json(
            place.exports(period) / "edition.json",
            as_of,
            code_version("pipeline", "warehouse/models"),
            made_by(place, period),
            inputs,
            place.root,
        )
    return result


def _write(step: str, place: Home, period: str, as_of: date | None, papers: dict[str, Writer]) -> StepResult:
    """Write the papers unless those that lie there were made from the same figures by the same code."""
    folder = place.exports(period)
    able = pdf.converter() is not None
    made_from = fingerprint(*_published(place, period), str(as_of), str(able), code_version(*PAPERS))
    wanted = [name for name in papers if able or not name.endswith(".pdf")]
    if all((folder / name).is_file() for name in wanted) and (
        known := restore(place, period, step, made_from)
    ):
        return replace(known, counts={"tệp giữ nguyên": len(wanted)})
    findings = _papers(place, period, as_of, papers)
    paths = tuple(str(folder / name) for name in papers if (folder / name).is_file())
    result = StepResult(
        step,
        period,
        counts={"tệp viết mới": len(paths)},
        findings=tuple(findings),
        read=len(paths),
        paths=paths,
    )
    return memorise(place, result, made_from, ())


def _papers(place: Home, period: str, as_of: date | None, papers: dict[str, Writer]) -> list[str]:
    """Write them; gives lines for the analyst."""
    folder = place.exports(period)
    folder.mkdir(parents=True, exist_ok=True)
    findings: list[str] = []
    with connect(place) as connection:
        sample = is_sample_home(Home(place.root))
        summary = load(connection, period, as_of, sample, as_of.isoformat() if as_of else "")
    for name, write in papers.items():
        try:
            moved = write(summary, folder / name)
        except NoConverterError as error:
            findings.append(f"{name}: {error}")
            continue
        log.info("%s: viết %s", period, folder / name)
        if moved is not None:
            findings.append(
                f"{name}: đã có người sửa – bản đã sửa được giữ ở {moved}, hãy chép phần sửa sang bản mới."
            )
    return findings


def _published(place: Home, period: str) -> list[str]:
    """Hashes of the published tables that a month's papers rest on: its own and those of a year earlier."""
    folders = (place.partitions(period), published_base(place, period))
    return [f"{p.name}:{file_hash(p)}" for folder in folders for p in sorted(folder.glob("*.parquet"))]
