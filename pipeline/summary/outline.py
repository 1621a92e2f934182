"""Puts the summary together as blocks: which sentence and which table stand where, and on what condition.

The order of the paper belongs here. Wording is in `templates/`, numbers come from the model, layout is
elsewhere. Rule kept here: outside the lists of missing provinces, only provinces that submitted are named.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.summary import numbers_vi as vi
from pipeline.summary.model import Comparison, IndicatorTotal, Summary
from pipeline.summary.paper import Block, Heading, PageBreak, Paragraph, paragraph
from pipeline.summary.province_tables import BREAK_MARK, province_table
from pipeline.summary.sentences import Section, noun, plan, say
from pipeline.summary.tables import directions_table, status_by_region, status_list, totals_table


def title(summary: Summary) -> str:
    """The paper's subject."""
    return say("title", period=vi.period_words(summary.period, summary.months))


def blocks(summary: Summary) -> tuple[Block, ...]:
    """The whole body of the summary, from the lead to the annexes."""
    counter = _Captions()
    found: list[Block] = [_lead(summary), Heading(1, "I- Tình hình gửi báo cáo"), *_status(summary, counter)]
    found.append(Heading(1, "II- Số liệu tổng hợp"))
    if summary.has_figures:
        found += _results(summary, counter)
    else:
        found.append(paragraph(say("no_figures", period=_period(summary), in_review=summary.in_review)))
    found.append(Heading(1, "III- Lưu ý về số liệu"))
    found += _cautions(summary)
    found.append(paragraph(summary.body.closing))
    found += [PageBreak(), Heading(1, "PHỤ LỤC"), status_list(summary, counter.next())]
    if summary.has_figures:
        found += [province_table(summary, table, counter.next()) for table in plan().province_tables]
    return tuple(found)


class _Captions:
    """Numbers the tables of one paper."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        self._last += 1
        return self._last


def _period(summary: Summary) -> str:
    return vi.period_words(summary.period, summary.months)


def _base_year(summary: Summary) -> str:
    return vi.year_before(summary.period)[:4]


def _lead(summary: Summary) -> Paragraph:
    values = {
        "body": summary.body.name_vi,
        "period": _period(summary),
        "as_of": summary.as_of,
        "n": summary.n,
        "N": summary.n_provinces,
    }
    if not summary.n:
        return paragraph(say("lead_nothing", **values))
    return paragraph(say("lead", **values), {"received": say("received", **values)})


def _status(summary: Summary, captions: _Captions) -> list[Block]:
    n, missing = summary.n, [p.name for p in summary.missing]
    found: list[Block] = [
        paragraph(say("status", as_of=summary.as_of, n=n, N=summary.n_provinces, missing=missing))
    ]
    if n:
        on_time = sum(p.on_time is True for p in summary.submitted)
        late = sum(p.on_time is False for p in summary.submitted)
        if on_time + late:
            found.append(
                paragraph(
                    say(
                        "punctuality",
                        n=n,
                        deadline=summary.deadline,
                        on_time=on_time,
                        late=late,
                        unknown=n - on_time - late,
                    )
                )
            )
        else:
            found.append(paragraph(say("punctuality_unknown")))
        unread = [p.name for p in summary.submitted if not p.readable]
        if len(unread) == n:
            found.append(paragraph(say("unreadable_all", n=n)))
        elif unread:
            found.append(paragraph(say("unreadable", names=unread)))
        if missing:
            found.append(paragraph(say("missing", names=missing)))
    found.append(status_by_region(summary, captions.next()))
    return found


def _results(summary: Summary, captions: _Captions) -> list[Block]:
    found: list[Block] = [paragraph(say("addition_rule"))]
    found.append(totals_table(summary, captions.next()))
    if any(summary.comparisons.values()):
        found.append(directions_table(summary, captions.next()))
    for number, section in enumerate(plan().sections, start=1):
        found.append(Heading(2, f"{number}. {section.title}"))
        found += _section(summary, section)
    for months, totals in summary.other_totals.items():
        told = [total for total in totals.values() if total.n_with_data]
        if told:
            found.append(paragraph(_other_length(summary, months, told)))
    return found


def _other_length(summary: Summary, months: int, totals: list[IndicatorTotal]) -> str:
    items = [
        {
            "subject": plan().subject(t.indicator),
            "counter": noun(t.indicator),
            "total": t.total,
            "unit": t.unit,
            "with_data": t.n_with_data,
        }
        for t in totals
    ]
    return say("other_length", period=vi.period_words(summary.period, months), items=items, n=summary.n)


def _section(summary: Summary, section: Section) -> list[Block]:
    found: list[Block] = []
    silent = []
    for indicator in section.indicators:
        total = summary.totals.get(indicator)
        if total is None or not total.n_with_data or total.total is None:
            silent.append(plan().subject(indicator))
            continue
        found.append(_total(summary, total, all_reporters=indicator in section.compared))
        if indicator in section.compared:
            found += _compared(summary, total)
    if silent:
        found.append(paragraph(say("without_data", subjects=silent)))
    return found


def _words(total: IndicatorTotal) -> dict[str, object]:
    return {"subject": plan().subject(total.indicator), "counter": noun(total.indicator), "unit": total.unit}


def _total(summary: Summary, total: IndicatorTotal, all_reporters: bool) -> Paragraph:
    """The total and its change: of the matched panel and, for the main indicators, of all reporters."""
    words = _words(total)
    text = say(
        "total",
        **words,
        total=total.total,
        with_data=total.n_with_data,
        n=summary.n,
        additive=total.additive or not total.note,
        note_key="note",
    )
    notes: Mapping[str, str] = {"note": total.note}
    base_year = _base_year(summary)
    if total.matched_change is not None:
        text += " " + say(
            "total_change",
            **words,
            matched_n=total.matched_n,
            n=summary.n,
            change=total.matched_change,
            pct=total.matched_change_pct,
            base_year=base_year,
            matched_total=total.matched_total,
            matched_base=total.matched_base,
        )
    else:
        text += " " + say("no_comparison", base_year=base_year)
    previous = total.previous_total
    differs = previous is not None and previous != total.matched_base
    if all_reporters and differs and previous is not None and total.total is not None:
        text += " " + say(
            "total_previous",
            **words,
            with_data=total.n_with_data,
            previous=previous,
            previous_n=total.previous_n,
            change=total.total - previous,
            pct=total.previous_change_pct,
            base_year=base_year,
        )
    return paragraph(text, notes)


def _compared(summary: Summary, total: IndicatorTotal) -> list[Block]:
    rows = summary.comparisons.get(total.indicator, ())
    if not rows:
        return []
    words = _words(total)
    found: list[Block] = []
    classes = summary.directions(total.indicator)
    if classes["no_data"] < summary.n:
        text = say(
            "directions",
            subject=words["subject"],
            base_year=_base_year(summary),
            n=summary.n,
            **{key: classes[key] for key in ("up", "down", "equal", "no_data")},
        )
        found.append(paragraph(text))
    for name, sign in (("rising", 1), ("falling", -1)):
        chosen = _most_changed(rows, sign)
        if chosen:
            found.append(paragraph(say(name, **words, rows=chosen)))
    leaders = [row for row in _by_value(rows) if row.value][: plan().leaders]
    if leaders and total.total:
        tied = len(leaders) > 1 and leaders[0].value == leaders[1].value
        found.append(
            paragraph(
                say(
                    "leaders",
                    **words,
                    rows=leaders,
                    total=total.total,
                    additive=total.additive,
                    tied=tied,
                    with_data=total.n_with_data,
                )
            )
        )
    return found


def _most_changed(rows: tuple[Comparison, ...], sign: int) -> list[Comparison]:
    """The provinces with the largest change of a sign; equal changes stand in Vietnamese order of names."""
    changed = [row for row in rows if row.change is not None and row.change * sign > 0 and _reported(row)]
    return sorted(changed, key=lambda row: -(row.change or 0) * sign)[: plan().examples]


def _by_value(rows: tuple[Comparison, ...]) -> list[Comparison]:
    return sorted((r for r in rows if r.value is not None and _reported(r)), key=lambda r: -(r.value or 0))


def _reported(row: Comparison) -> bool:
    return row.direction != "no_report"


def _cautions(summary: Summary) -> list[Block]:
    found: list[Block] = []
    if summary.in_review:
        found.append(paragraph(say("review", count=summary.in_review, reasons=summary.review_reasons)))
    elif summary.has_figures:
        found.append(paragraph(say("review_none")))
    without = [p for p in summary.submitted if not p.readable]
    if summary.has_figures and (without or summary.missing):
        found.append(
            paragraph(say("incomplete", without=len(without), n=summary.n, missing=len(summary.missing)))
        )
    converted = sum(k for _, k in summary.conversions)
    if converted:
        found.append(
            paragraph(
                say(
                    "conversion",
                    count=converted,
                    conversions=summary.conversions,
                    sources=summary.rate_sources,
                )
            )
        )
    derived = sum(total.derived_n for total in summary.totals.values())
    if derived:
        found.append(paragraph(say("derived", count=derived)))
    breaks = [p.name for p in summary.submitted if p.province_id in _broken(summary)]
    if breaks:
        found.append(paragraph(say("break", count=len(breaks), names=breaks, mark=BREAK_MARK)))
    if summary.edition:
        found.append(paragraph(say("edition_note", edition=_edition(summary.edition))))
    return found or [paragraph(say("review_none"))]


def _edition(label: str) -> str:
    """An edition is named by its as-of day, printed as a day; any other label as it stands."""
    try:
        return f"tính đến ngày {vi.day(date.fromisoformat(label))}"
    except ValueError:
        return label


def _broken(summary: Summary) -> set[str]:
    return {row.province_id for rows in summary.comparisons.values() for row in rows if row.breaks}
