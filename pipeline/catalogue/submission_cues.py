"""Loads and validates what tells a report from other papers, and what the register's headings mean.

Only the shapes of `submissions.yaml` and `register_headings.yaml` belong here. Reading a register is
`pipeline.inbox`'s work, and weighing the evidence of a document is `pipeline.submissions`'s.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

_FOLDER = Path(__file__).parent


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RegisterField(_Strict):
    """One field of a register row and the headings under which offices write it."""

    label: str
    headings: tuple[str, ...] = Field(min_length=1)
    mandatory: bool = False


class RegisterHeadings(_Strict):
    """The file `register_headings.yaml`."""

    file_names: tuple[str, ...]
    fields: dict[str, RegisterField]
    ignored_headings: tuple[str, ...]
    ignored_files: tuple[str, ...]


Where = Literal["title", "number", "head", "lead", "body", "closing", "name"]
Source = Literal["title", "head", "lead", "closing"]


def _compiled(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern


class Cue(_Strict):
    """One piece of evidence: a pattern over folded text (no tones, lower case) in one zone of the paper."""

    where: Where
    pattern: str
    weight: float
    per: float = 0.0
    """0: seen or not. Else `weight` counts per `per` hits in a thousand words, `limit` times at most."""
    limit: float = 3.0

    _check = field_validator("pattern")(_compiled)


class Kind(_Strict):
    """A kind of paper: how it is called, why it is no report (empty for one that is), and its evidence."""

    label: str
    reason: str = ""
    base: str = ""
    """The kind whose score it starts from: a national report is first of all a report."""
    prior: float = 0.0
    counts: bool = False
    """Whether such a paper of a province is a report of the period (or part of one)."""
    cues: tuple[Cue, ...] = ()


class Issuer(_Strict):
    """A body that issues papers, found in the head, the lead or the signature by its name."""

    pattern: str
    level: Literal["party", "people_committee", "department", "office", "central", "district"]
    label: str
    """How the status table names it; `{committee}`, `{name}` and `{kind}` are the province's."""

    _check = field_validator("pattern")(_compiled)


class PeriodPattern(_Strict):
    """A way to state a period; `months` counts back from its end, `n` and `y` are named groups."""

    pattern: str
    form: Literal["first_months", "second_half", "first_half", "quarter", "month", "year"]
    months: int = 0
    where: tuple[Literal["text", "name"], ...] = ("text", "name")

    _check = field_validator("pattern")(_compiled)


class ReplacementPattern(_Strict):
    """A way to say that a paper replaces (whole) or amends (values) an earlier one; `number` may lack."""

    pattern: str
    kind: Literal["whole", "values"]
    where: tuple[Source, ...]

    _check = field_validator("pattern")(_compiled)


class Panel(_Strict):
    """When the provinces that a paper names make it a report about all of them."""

    min_provinces: int
    max_top_share: float
    weight: float
    own_min_share: float
    own_min_count: int
    own_weight: float


class SubmissionCues(_Strict):
    """The file `submissions.yaml`."""

    kinds: dict[str, Kind]
    issuers: tuple[Issuer, ...]
    periods: tuple[PeriodPattern, ...]
    future: tuple[str, ...]
    comparison: str
    number_words: dict[str, int]
    replacements: tuple[ReplacementPattern, ...]
    panel: Panel
    annex_names: tuple[str, ...]
    annex_titles: tuple[str, ...]
    cover_names: tuple[str, ...]
    title_words: tuple[str, ...]
    preferred_formats: tuple[str, ...]
    min_score: float
    min_margin: float

    @model_validator(mode="after")
    def _knows_reports(self) -> SubmissionCues:
        if "report" not in self.kinds:
            raise ValueError("submissions.yaml: kind 'report' is missing")
        for name, kind in self.kinds.items():
            if kind.base and (kind.base not in self.kinds or self.kinds[kind.base].base):
                raise ValueError(f"submissions.yaml: base of '{name}' is no kind, or has a base itself")
        for name in (self.comparison, *self.future, *self.annex_names, *self.annex_titles, *self.cover_names):
            _compiled(name)
        return self


Model = TypeVar("Model", bound=BaseModel)


def _load(name: str, model: type[Model]) -> Model:
    with (_FOLDER / name).open(encoding="utf-8") as stream:
        return model.model_validate(yaml.safe_load(stream))


@cache
def register_headings() -> RegisterHeadings:
    """The register's headings, and the names of files that are no report. Raises `ValidationError`."""
    return _load("register_headings.yaml", RegisterHeadings)


@cache
def submission_cues() -> SubmissionCues:
    """The evidence by which papers are told apart. Raises `ValidationError`."""
    return _load("submissions.yaml", SubmissionCues)
