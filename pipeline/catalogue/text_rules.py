"""Loads and checks the rules on what stands beside a figure in its text (`text_rules.yaml`).

What each kind of comparison needs to be told belongs here: its words, its numbers, what its message may say.
Making the comparison does not (`pipeline.settling.text_findings`), nor do rules on settled values (`rules`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from pipeline.catalogue.entries import Entry, entries, read_yaml
from pipeline.catalogue.rules import Importance, check_message
from pipeline.catalogue.spelling import fold


@dataclass(frozen=True)
class Kind:
    """What a kind of comparison asks of a rule, and the placeholders that it fills in."""

    words: frozenset[str]
    numbers: frozenset[str]
    says: frozenset[str]


KINDS: Mapping[str, Kind] = {
    name: Kind(frozenset(words.split()), frozenset(numbers.split()), frozenset(says.split()))
    for name, words, numbers, says in (
        ("list", "introduced_by open_ended", "reach", "stated listed"),
        ("parts", "introduced_by open_ended", "reach", "stated listed"),
        ("share", "joined_by other", "reach", "fraction stated computed"),
        ("date", "event other", "reach days_before days_after", "stated from to date"),
        ("currencies", "joined_by", "reach percent", "left right rate currency known"),
        ("separators", "", "", "stated beside"),
        ("annex", "", "", "indicator stated listed"),
    )
}


@dataclass(frozen=True)
class TextRule:
    """One rule on a text."""

    id: str
    kind: str
    words: Mapping[str, re.Pattern[str]]
    """Each list of phrases as one pattern over folded text, whole words."""
    numbers: Mapping[str, int]
    importance: Importance
    message_vi: str


@cache
def text_rules() -> tuple[TextRule, ...]:
    """The project's rules. Raises `CatalogueError` that names the rule when the file is wrong."""
    return load("text_rules.yaml")


def load(path: str | Path) -> tuple[TextRule, ...]:
    """Reads and checks a file of text rules. Raises `CatalogueError`."""
    content = read_yaml(path)
    rules = tuple(_rule(entry) for entry in entries(content, "rules", "id"))
    content.done()
    return rules


def _rule(entry: Entry) -> TextRule:
    name, kind = entry.text("id"), entry.choice("kind", KINDS)
    words, numbers = entry.entry("words"), entry.entry("numbers")
    if words is None or numbers is None:
        raise entry.error("'words' and 'numbers' are needed, {} when the kind has none")
    shape = KINDS[kind]
    patterns = {word: _pattern(words.texts(word)) for word in sorted(shape.words)}
    lengths = {number: numbers.integer(number, 0, 10_000) for number in sorted(shape.numbers)}
    words.done()
    numbers.done()
    importance, message = entry.text("importance"), entry.text("message_vi")
    entry.done()
    check_message(entry.file, name, message, importance, shape.says)
    return TextRule(name, kind, patterns, lengths, cast(Importance, importance), message)


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the phrases, the longest first; where one begins or ends with a letter, a word does."""
    return re.compile("|".join(_edged(fold(p)) for p in sorted(phrases, key=len, reverse=True)))


def _edged(phrase: str) -> str:
    before = r"(?<![^\W_])" if phrase[0].isalnum() else ""
    behind = r"(?![^\W_])" if phrase[-1].isalnum() else ""
    return before + r"\s+".join(re.escape(word) for word in phrase.split()) + behind
