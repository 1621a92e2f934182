"""What the lines over a table say of all its cells: their topic, their time, whether they are only planned.

The lines are those that `tables` found; their words are data (`cues/tables.yaml`). What a heading inside the
table says is nearer and wins: `summaries`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from pipeline.catalogue import Period
from pipeline.catalogue.spelling import fold
from pipeline.extraction.candidate import Context
from pipeline.extraction.periods import Span
from pipeline.extraction.tables.header_times import HeaderTime, header_time, names_a_time
from pipeline.extraction.tables.header_words import HeaderWords, first_of, header_words, table_words


@dataclass(frozen=True)
class Caption:
    """What the lines over a table say of its cells."""

    title: str
    """The line nearest to the table that names a topic; "" when none does."""
    time: HeaderTime
    doubt: str = ""
    """Why the time may be another one than the report's; "" when nothing speaks for it."""
    planned: bool = False
    """The lines speak of a plan: a cell is planned where no heading says otherwise."""


def caption_of(lines: list[str], context: Context) -> Caption:
    """The caption that the lines over a table make, the nearest last.

    The time is that of the title or what stands below it; else of the nearest line that names one.
    """
    title = naming_line(lines)
    read = [_without_papers(line) for line in lines]
    below = "\n".join(read[lines.index(title) :]) if title else ""
    planned = _is_plan(read)
    if title and names_a_time(below, context):
        return Caption(title, header_time(below, context), planned=planned)
    dated = next((line for line in reversed(read) if names_a_time(line, context)), "")
    time = header_time(dated, context)
    if not _is_sentence(dated) and not (time.aside and _spans_now(dated, context)):
        return Caption(title, time, planned=planned)
    # A sentence may name a time in passing, and so does a programme "2021-2025": an analyst decides.
    reported = Span(context.period, context.months)
    other = bool(time.aside) or time.prior or (time.span is not None and time.span != reported)
    doubt = f"dòng trên bảng nói về thời gian khác: “{dated.strip()}”" if other else ""
    return Caption(title, HeaderTime(), doubt, planned)


def _spans_now(line: str, context: Context) -> bool:
    """Whether the years that a line names begin no later and end no sooner than the report's."""
    years = [int(year) for year in re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", line)]
    return bool(years) and min(years) <= Period.parse(context.period).year <= max(years)


def naming_line(lines: list[str]) -> str:
    """The line nearest to the table that names a topic; "" when none does."""
    return next((line for line in reversed(lines) if header_words(line).topics), "")


def caption_words(lines: list[str], listed: bool) -> HeaderWords:
    """The words over a table, the nearest line that names a topic first. A summary under two topics ("đoàn
    ra, đoàn vào") has none from above, nor a table on something else first of all ("khách du lịch đến
    tỉnh")."""
    nearest_first = "\n".join(reversed(lines))
    words = header_words(naming_line(lines))
    unclear = bool(words.foreign) or (len(words.topics) > 1 and not listed)
    return replace(words, text=nearest_first, topic="" if unclear else words.topic)


def _is_plan(lines: list[str]) -> bool:
    """Whether the nearest line that speaks of plan or result begins with the plan ("Kế hoạch đoàn ra năm
    2024", not "Kết quả thực hiện kế hoạch")."""
    for line in reversed(lines):
        plan, result = first_of("plan_caption", line), first_of("result_caption", line)
        if not _is_sentence(line) and (plan is not None or result is not None):
            return plan is not None and (result is None or plan < result)
    return False


def _is_sentence(line: str) -> bool:
    return line.rstrip().endswith((".", ";", ":"))


@cache
def _papers() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in table_words().papers)


def _without_papers(line: str) -> str:
    """A line, folded, without the numbers and dates of papers: "Thông tư số 02/2021/TT-BNG" is no time."""
    folded = fold(line)
    for pattern in _papers():
        folded = pattern.sub(" ", folded)
    return folded
