"""The template files: readable, complete, and without any number."""

from __future__ import annotations

import re

import pytest

from pipeline.catalogue import indicators
from pipeline.summary.paper import Run, runs
from pipeline.summary.sentences import plan, say, templates


@pytest.mark.parametrize("name", sorted(templates()))
def test_no_number_stands_in_a_template(name: str) -> None:
    spoken = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", templates()[name], flags=re.S)
    assert not re.search(r"\d", spoken)


def test_every_indicator_has_its_words_and_its_section() -> None:
    sections = [code for section in plan().sections for code in section.indicators]
    assert sorted(sections) == sorted(indicators())
    assert {table.indicator for table in plan().province_tables} <= set(sections)
    assert all(plan().subject(code) for code in indicators())


def test_a_value_that_a_template_needs_is_never_left_out() -> None:
    with pytest.raises(Exception, match="undefined"):
        say("no_comparison")
    with pytest.raises(KeyError):
        say("no_such_sentence", base_year="2022")


def test_markup() -> None:
    assert runs("**41/59** và *Cao Bằng*[^a].", {"a": "chú thích"}) == (
        Run("41/59", "bold"),
        Run(" và "),
        Run("Cao Bằng", "italic"),
        Run("chú thích", "note"),
        Run("."),
    )
