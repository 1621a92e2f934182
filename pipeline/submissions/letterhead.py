"""Reads what an official paper says of itself: issuer, number, place and date, and whose province it is.

Which bodies issue papers is data (`submissions.yaml`); names of provinces are `pipeline.catalogue`'s.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import chain

from pipeline.catalogue import Province, find_provinces, resolve_province, unaccent
from pipeline.catalogue.submission_cues import Issuer, submission_cues
from pipeline.submissions.paper import Line, Paper, plain

_NUMBER = re.compile(
    r"(?:^|\s)[Ss][oO0]\s*[:.]?\s*(?P<digits>\d{0,6}(?:/20\d\d)?)\s*(?:[-/–]\s*)"
    r"(?P<symbol>[A-Z][A-Za-z]*(?:\s?[-/–&.]\s?[A-Z0-9][A-Za-z0-9]*)*)"
)
_DATE = re.compile(
    r"(?P<place>[^\d,;:]{0,60}?)[,\s]*\bngay\W{0,3}(?P<d>\d{0,2})[\W_]{0,12}thang\W{0,3}(?P<m>\d{0,2})[\W_]{0,12}nam\W{0,3}(?P<y>\d{4})"
)
_OTHERS = re.compile(
    r"\b(cong van|ke hoach|quyet dinh|bao cao|thong bao|nghi quyet|chi thi|can cu|thuc hien|theo)\W*$"
)
"""Before "số": the number is another paper's."""
_REPORTS = re.compile(r"\b((kinh|xin|tran trong) )?bao cao\b(?! so\b| nay\b)")
_BASIS = re.compile(r"\b(ve viec|cong van|theo|thuc hien|can cu|yeu cau|de nghi|huong dan)\b|\((de|kem)\b")
"""In the clause before "báo cáo": it speaks of the letter that asked for the report, not of who reports."""
_ADDRESSEE = re.compile(r"(dong )?kinh gui\b")
_HEADLIKE = 120


@dataclass(frozen=True)
class Letterhead:
    """What the head, the place-and-date line and the signature say."""

    issuer: Issuer | None
    number: str
    symbol: str
    """The symbol of the number, folded: "bc/tu"; also where the digits are not filled in."""
    sent_date: date | None
    year: int | None
    province: Province | None
    province_source: str


def letterhead(paper: Paper, day: date) -> Letterhead:
    """The letterhead of a paper; provinces are those that exist on `day`."""
    head = _own_head(paper)
    number, symbol = _number(paper)
    sent, year, place = _date(paper, day)
    issuer, line_at = _issuer(head)
    if issuer is None:
        issuer = _issuer(_sentences_of_issuer(paper))[0]
    province, source = _province(paper, head, line_at, place, day)
    return Letterhead(issuer, number, symbol, sent, year, province, source)


def issuer_name(issuer: Issuer, province: Province) -> str:
    """The issuer as the status table names it: "Tỉnh ủy Đồng Nai", "Sở Ngoại vụ tỉnh Quảng Ninh"."""
    unit = "tỉnh" if province.kind == "tinh" else "thành phố"
    if issuer.level == "party" and issuer.label.startswith("{committee}"):
        return province.title
    return issuer.label.format(committee=province.committee, unit=unit, name=province.bare_name)


def level_of(author: str) -> str:
    """The level of a body that the register names ("Sở Ngoại vụ Đà Nẵng": department); "" for none known."""
    issuer = _issuer((Line(author, plain(author)),))[0]
    return issuer.level if issuer and issuer.level not in ("central", "district") else ""


def _own_head(paper: Paper) -> tuple[Line, ...]:
    """The head without the addressees."""
    at = next((i for i, line in enumerate(paper.head) if _ADDRESSEE.match(line.plain)), len(paper.head))
    return paper.head[:at]


@cache
def _issuer_patterns() -> tuple[tuple[Issuer, re.Pattern[str]], ...]:
    return tuple((i, re.compile(i.pattern)) for i in submission_cues().issuers)


def _issuer(lines: tuple[Line, ...]) -> tuple[Issuer | None, int]:
    """The last issuing body among the lines (its parents stand above it), and its line."""
    found: tuple[Issuer | None, int] = (None, -1)
    for index, line in enumerate(lines):
        if len(line.text) > _HEADLIKE:
            continue
        for issuer, pattern in _issuer_patterns():
            if pattern.search(line.plain):
                found = (issuer, index)
                break
    return found


def _sentences_of_issuer(paper: Paper) -> tuple[Line, ...]:
    """The clause before "kính báo cáo" in lead and closing: "Ban Thường vụ Tỉnh ủy X"."""
    clauses = []
    end = len(paper.lines) - len(paper.closing)
    for line in chain(
        paper.lead, paper.lines[max(0, end - 2) : end] if paper.closing else (), paper.closing[:2]
    ):
        if line.plain.startswith("noi nhan"):
            break
        for verb in _REPORTS.finditer(line.plain):
            start = max(line.plain.rfind(c, 0, verb.start()) for c in ",;.") + 1
            if not _BASIS.search(line.plain, start, verb.start()):
                clauses.append(Line(line.text[start : verb.start()], line.plain[start : verb.start()]))
    return tuple(clauses)


def _number(paper: Paper) -> tuple[str, str]:
    for place, line in enumerate((*paper.head, *paper.lines[:25])):
        if len(line.text) > 2 * _HEADLIKE:
            continue
        bare = unaccent(line.text).replace("–", "-")
        match = _NUMBER.search(bare)
        # In the head two columns may share a line; below it only a line's start is the paper's own number.
        if (
            match
            and (place < len(paper.head) or match.start() == 0)
            and not _OTHERS.search(line.plain[: match.start()])
        ):
            symbol = re.sub(r"\s", "", line.text[match.start("symbol") : match.end("symbol")])
            between = bare[match.end("digits") : match.start("symbol")].strip() or "-"
            digits = match["digits"]
            return (f"{digits}{between}{symbol}" if digits else "", unaccent(symbol).lower())
    return "", ""


def _date(paper: Paper, day: date) -> tuple[date | None, int | None, Province | None]:
    """The day on the place-and-date line, its year even where the day is not filled in, and the place."""
    candidates = [
        line for line in (*paper.head, *paper.lines[:25], *paper.closing) if len(line.text) <= _HEADLIKE
    ]
    for line in candidates:
        match = _DATE.search(line.plain)
        if not match or re.search(r"\b(ke tu|den|theo|so|quy dinh)\b", match["place"]):
            continue
        place = resolve_province(line.text[match.start("place") : match.end("place")], day)
        try:
            sent = date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            sent = None
        return sent, int(match["y"]), place
    return None, None, None


def _one(text: str, day: date) -> Province | None:
    """The only province that a text names; None when there is none or several."""
    found = {p.province_id: p for _, _, p in find_provinces(text, day)}
    return next(iter(found.values())) if len(found) == 1 else None


def _province(
    paper: Paper, head: tuple[Line, ...], issuer_at: int, place: Province | None, day: date
) -> tuple[Province | None, str]:
    """Whose paper it is, from the surest place to the least sure."""
    if issuer_at >= 0:
        for line in reversed(head[: issuer_at + 1]):
            if found := resolve_province(line.text, day) or _one(line.text, day):
                return found, "head"
    if place:
        return place, "place"
    for clause in _sentences_of_issuer(paper):
        if found := _one(clause.text, day):
            return found, "lead"
    if found := _one(" ".join(line.text for line in paper.title), day):
        return found, "title"
    if found := _one("\n".join(line.text for line in paper.closing if len(line.text) <= _HEADLIKE), day):
        return found, "closing"
    found = _mostly_named(paper.text, day)
    return (found, "body") if found else (None, "")


def mentions(text: str, day: date) -> Counter[str]:
    """How often each province (id) is named in a text."""
    return Counter(p.province_id for _, _, p in _named(text, day))


@lru_cache(maxsize=4)
def _named(text: str, day: date) -> tuple[tuple[int, int, Province], ...]:
    """The provinces in a whole paper: the dearest question of all, and asked twice."""
    return find_provinces(text, day)


def _mostly_named(text: str, day: date) -> Province | None:
    panel = submission_cues().panel
    found = _named(text, day)
    counts = Counter(p.province_id for _, _, p in found)
    if not counts:
        return None
    first, hits = counts.most_common(1)[0]
    if hits < panel.own_min_count or hits < panel.own_min_share * sum(counts.values()):
        return None
    return next(p for _, _, p in found if p.province_id == first)
