"""Renders the sentences of the summary from the template files that an analyst can read and change.

The mechanism belongs here: loading, the filters that apply the house style, strictness. The wording is data
(`templates/sentences.yaml`), the outline too (`templates/papers.yaml`); what goes into which section is
`outline.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from jinja2 import Environment, StrictUndefined, Template

from pipeline.catalogue import indicators
from pipeline.summary import numbers_vi as vi

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Section:
    """A numbered section of part II and the indicators that it speaks of."""

    title: str
    indicators: tuple[str, ...]
    compared: tuple[str, ...]


@dataclass(frozen=True)
class ProvinceTable:
    """A year-on-year table by province."""

    indicator: str
    caption: str
    unit: str
    scale: int
    decimals: int


@dataclass(frozen=True)
class Plan:
    """The outline of the summary, from `papers.yaml`."""

    sections: tuple[Section, ...]
    subjects: dict[str, str]
    province_tables: tuple[ProvinceTable, ...]
    examples: int
    leaders: int

    def subject(self, indicator: str) -> str:
        """What an indicator is called in a sentence; KeyError with the file's name when it has no words."""
        if indicator not in self.subjects:
            raise KeyError(f"papers.yaml chưa có cách gọi tên chỉ tiêu {indicator} (mục subjects)")
        return self.subjects[indicator]


def noun(indicator: str) -> str:
    """The word that follows the indicator's number: "đoàn", "dự án", "USD"."""
    return indicators()[indicator].noun_vi


def quantity(value: float, unit: str, counter: str) -> str:
    """A value with what it counts: 3 "đoàn" -> "03 đoàn"; money in millions or billions of its currency."""
    return f"{vi.count(value)} {counter}".strip() if unit in ("count", "people") else vi.amount(value, unit)


def _fraction(pair: tuple[int, int]) -> str:
    return vi.fraction(*pair)


def _share(pair: tuple[float, float]) -> str:
    return vi.share(*pair)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day(value: date) -> str:
    return vi.day(value)


@cache
def _environment() -> Environment:
    environment = Environment(undefined=StrictUndefined, autoescape=False)
    environment.filters.update(
        so=vi.count,
        phan=_fraction,
        tyle=_share,
        pt=vi.percent,
        luong=quantity,
        ngay=_day,
        ds=vi.names,
        hoa=_capital,
    )
    return environment


@cache
def _compiled(name: str) -> Template:
    return _environment().from_string(templates()[name])


@cache
def templates() -> dict[str, str]:
    """The sentence templates by name. Raises ValueError when an entry is no text."""
    loaded = yaml.safe_load((TEMPLATES / "sentences.yaml").read_text(encoding="utf-8"))
    wrong = [key for key, text in loaded.items() if not isinstance(text, str)]
    if wrong:
        raise ValueError(f"sentences.yaml: các mục phải là câu chữ: {', '.join(wrong)}")
    return dict(loaded)


def say(name: str, /, **values: object) -> str:
    """Render one sentence. An unknown name or a value that the template needs and did not get is an error."""
    text = _compiled(name).render(**values)
    return " ".join(text.split()).replace(" ;", ";").replace(" ,", ",").replace(" .", ".").replace("( ", "(")


@cache
def plan() -> Plan:
    """The outline, validated: each compared indicator belongs to its section and has its words."""
    loaded = yaml.safe_load((TEMPLATES / "papers.yaml").read_text(encoding="utf-8"))
    result = Plan(
        sections=tuple(
            Section(s["title"], tuple(s["indicators"]), tuple(s["compared"])) for s in loaded["sections"]
        ),
        subjects=dict(loaded["subjects"]),
        province_tables=tuple(ProvinceTable(**entry) for entry in loaded["province_tables"]),
        examples=int(loaded["examples"]),
        leaders=int(loaded["leaders"]),
    )
    for section in result.sections:
        for indicator in section.indicators:
            result.subject(indicator)
        stray = set(section.compared) - set(section.indicators)
        if stray:
            raise ValueError(
                f"papers.yaml: {section.title}: so sánh chỉ tiêu ngoài phần: {', '.join(sorted(stray))}"
            )
    return result
