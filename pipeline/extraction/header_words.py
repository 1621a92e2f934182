"""What the words of a table's headers, labels and caption say: topic, nouns, aspects, role, unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.catalogue import CatalogueError
from pipeline.catalogue.cues import alternatives, frame_entries, read
from pipeline.catalogue.spelling import fold
from pipeline.extraction.quantities.lexicon import WORD, lexicon
from pipeline.extraction.scopes import text_cues


@dataclass(frozen=True)
class HeaderWords:
    """The slots that a header, a label or a caption fills."""

    text: str
    topic: str = ""
    nouns: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    role: str = ""
    number: bool = False
    item: bool = False
    other: bool = False
    value: bool = False
    """A column of the reported value itself."""
    units: bool = False
    """A column that names the unit of each row."""
    money: bool = False
    strange: tuple[str, ...] = ()
    """Aspects that no indicator has ("cấp sở", "thu hồi"): the number is a part of one."""
    owners: tuple[str, ...] = ()
    """Whose it is, where the words name somebody: partner, district, company …"""
    direction: bool = False
    """Words of rise or fall: a percentage under them is a change, not a share of last year."""

    @property
    def is_known(self) -> bool:
        """Whether the catalogue knows anything of what the words say; an empty heading is no riddle."""
        named = (self.topic, self.nouns, self.aspects, self.role, self.value, self.money)
        dated = re.search(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", self.text) is not None
        return any(named) or dated or not self.text.strip() or unit_of(self.text) is not None

    def joined(self, group: HeaderWords) -> HeaderWords:
        """These words with a group row's before them."""
        return HeaderWords(
            text=f"{group.text}\n{self.text}",
            topic=group.topic or self.topic,
            nouns=group.nouns,
            aspects=(*group.aspects, *self.aspects),
        )

    def list_noun(self, topic: str) -> str:
        """What a list on this topic counts, "" for a topic without lists."""
        return str(_words()["list_noun"].get(topic, ""))


@cache
def _words() -> dict[str, Any]:
    raw = read("tables")
    needed = {
        "list_caption",
        "unit_column",
        "not_done",
        "amount_words",
        "value_column",
        "number_column",
        "item_column",
        "total_row",
        "other_column",
        "roles",
        "list_noun",
    }
    if set(raw) != needed:
        raise CatalogueError("cues/tables.yaml", "", f"expected {', '.join(sorted(needed))}")
    return raw


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{alternatives(fold(p) for p in _words()[name])}(?![{WORD}])")


@cache
def _anywhere(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![{WORD}])" + _pattern(name).pattern.removeprefix(r"^\s*"))


@cache
def _role_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    roles = _words()["roles"]
    return tuple(
        (role, re.compile(alternatives(fold(p) for p in phrases))) for role, phrases in roles.items()
    )


@cache
def header_words(text: str) -> HeaderWords:
    """The slots that `text` fills; topics and aspects by the cues of the frames, first named first."""
    folded = fold(text)
    cues = text_cues(text)
    aspects = tuple(dict.fromkeys(c.value for c in cues.get("aspect", ())))
    topics = {entry.topic for entry in frame_entries()}
    known = {entry.aspect for entry in frame_entries() if entry.aspect}
    named = [
        c.value for c in sorted(cues.get("topic", []), key=lambda c: (c.start, -c.end)) if c.value in topics
    ]
    return HeaderWords(
        text=text,
        topic=named[0] if named else "",
        nouns=tuple(dict.fromkeys(c.value for c in cues.get("noun", ()) if c.value != "other")),
        aspects=tuple(aspect for aspect in aspects if aspect in known),
        role=next((role for role, pattern in _role_patterns() if pattern.search(folded)), ""),
        number=_pattern("number_column").match(folded) is not None and len(folded.strip()) < 16,
        item=_heads_items(folded),
        units=_pattern("unit_column").match(folded) is not None and len(folded.strip()) < 20,
        value=_pattern("value_column").match(folded) is not None,
        other=_pattern("other_column").match(folded) is not None,
        money=_anywhere("amount_words").search(folded) is not None,
        strange=tuple(aspect for aspect in aspects if aspect not in known),
        owners=tuple(dict.fromkeys(c.value for c in cues.get("owner", ()))),
        direction=any(c.value in ("up", "down") for c in cues.get("role", ())),
    )


def _heads_items(folded: str) -> bool:
    """Whether a header names the items of a list; a phrase of one word only when it stands alone ("Đoàn", but
    not "Đoàn ra")."""
    match = _pattern("item_column").match(folded)
    return match is not None and (" " in match[0].strip() or match[0].strip() == folded.strip())


def is_total_label(text: str) -> bool:
    """Whether a cell labels its row as the total ("Tổng cộng", "Tổng cộng: 38 đoàn")."""
    return (
        re.match(_pattern("total_row").pattern + r"[\s:.]*(?:[0-9][^.;]*)?$", fold(text.strip())) is not None
    )


def names_what_is_not_done(text: str) -> bool:
    """Whether a group row says that nothing of what stands under it has happened."""
    return _anywhere("not_done").search(fold(text)) is not None


def names_a_list(caption: str) -> bool:
    """Whether a caption says that the table under it is a list of single items."""
    return _anywhere("list_caption").search(fold(caption)) is not None


def unit_of(text: str) -> tuple[str, float] | None:
    """The currency and the scale that a header names ("ĐVT: triệu USD" → ("USD", 1e6)), or None."""
    lex = lexicon()
    folded = fold(text)
    best: tuple[int, str, float] | None = None
    for phrase, code in lex.currency_of.items():
        if len(phrase) < 2 and phrase != "$":
            continue
        match = re.search(rf"(?<![{WORD}]){re.escape(phrase)}(?![{WORD}])", folded)
        if match and (best is None or match.start() < best[0]):
            before = re.search(rf"({alternatives(lex.scale_of)})\s*$", folded[: match.start()])
            best = (match.start(), code, lex.scale_of[before[1]] if before else 1.0)
    return (best[1], best[2]) if best else None
