"""What the words of a table's headers, labels and caption say: topic, nouns, aspects, role, unit.

The phrases are data (`cues/tables.yaml`, `cues.yaml`, `nouns.yaml`). Times are in `header_times`, cells in
`cells`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Any

from pipeline.catalogue import CatalogueError
from pipeline.catalogue.cues import alternatives, frame_entries, read
from pipeline.catalogue.spelling import fold
from pipeline.extraction.quantities.lexicon import WORD, lexicon
from pipeline.extraction.scopes import Cue, text_cues

_LONGEST_LABEL = 250
"""Letters of the longest label of a total."""
_LONGEST_WORDS = 1000


@dataclass(frozen=True)
class TableWords:
    """`tables.yaml`, folded."""

    number_column: tuple[str, ...]
    item_column: tuple[str, ...]
    list_caption: tuple[str, ...]
    amount_words: tuple[str, ...]
    not_done: tuple[str, ...]
    not_done_cell: tuple[str, ...]
    unit_column: tuple[str, ...]
    total_row: tuple[str, ...]
    value_column: tuple[str, ...]
    other_column: tuple[str, ...]
    done_of_planned: tuple[str, ...]
    planned_of_done: tuple[str, ...]
    so_far: tuple[str, ...]
    this_time: tuple[str, ...]
    whole_year: tuple[str, ...]
    part_marks: tuple[str, ...]
    fillers: tuple[str, ...]
    placeholders: tuple[str, ...]
    zero_cells: tuple[str, ...]
    cell_leads: tuple[str, ...]
    signed: tuple[str, ...]
    rises: tuple[str, ...]
    falls: tuple[str, ...]
    marks: tuple[str, ...]
    more_rows: tuple[str, ...]
    remarks: tuple[str, ...]
    papers: tuple[str, ...]
    plan_caption: tuple[str, ...]
    result_caption: tuple[str, ...]
    owner_marks: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]
    aspects: dict[str, tuple[str, ...]]
    whole_aspects: tuple[str, ...]
    list_noun: dict[str, str]
    scales: dict[str, float]
    units: dict[str, tuple[str, float]]
    time_words: tuple[tuple[str, str], ...]
    reasons: dict[str, str]


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
    """A column that may name the unit of each row."""
    money: bool = False
    strange: tuple[str, ...] = ()
    """Aspects that no indicator has ("cấp sở", "thu hồi"): the number is a part of one."""
    owners: tuple[str, ...] = ()
    """Whose it is, where the words name somebody: partner, district, company …"""
    direction: bool = False
    """Words of rise or fall: a percentage under them is a change, not a share of last year."""
    topics: tuple[str, ...] = ()
    """Every topic of the catalogue's indicators that the words name, first named first."""
    foreign: str = ""
    """A topic that no indicator has ("border"), where the words name it first."""
    brackets: str = ""
    """The role of a second number in brackets: "Thực hiện (cùng kỳ)"."""
    hint: str = ""
    """A topic that the words name weakly ("Số lượt người đi"): it counts only beside others that name it."""
    residue: tuple[str, ...] = ()
    """Words that nothing here knows: what they change in the meaning is not understood."""
    counts_first: bool = True
    """Among a noun and a word of amount the noun stands first ("Số dự án tăng vốn")."""

    @property
    def is_known(self) -> bool:
        """Whether the catalogue knows anything of what the words say; an empty heading is no riddle."""
        named = (self.topic, self.nouns, self.aspects, self.role, self.value, self.money, self.strange)
        dated = re.search(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", self.text) is not None
        return any(named) or dated or not self.text.strip() or unit_of(self.text) is not None

    @property
    def names_itself(self) -> bool:
        """Whether the words say what is counted."""
        return bool(self.topic or self.nouns or self.aspects or self.strange)

    def list_noun(self, topic: str) -> str:
        """What a list on this topic counts, "" for a topic without lists."""
        return table_words().list_noun.get(topic, "")


@cache
def _words() -> dict[str, Any]:
    raw = read("tables")
    needed = {f.name for f in fields(TableWords)}
    if not isinstance(raw, dict) or set(raw) != needed:
        raise CatalogueError("cues/tables.yaml", "", f"expected {', '.join(sorted(needed))}")
    return raw


@cache
def table_words() -> TableWords:
    """The words of tables. Raises `CatalogueError` for a missing or unknown entry of `tables.yaml`."""
    raw = _words()
    made: dict[str, Any] = {}
    for name, value in raw.items():
        if isinstance(value, list) and name != "time_words":
            made[name] = tuple(fold(str(phrase)) for phrase in value)
    made["papers"] = tuple(raw["papers"])
    made["roles"] = {role: tuple(map(fold, phrases)) for role, phrases in raw["roles"].items()}
    made["aspects"] = {aspect: tuple(map(fold, phrases)) for aspect, phrases in raw["aspects"].items()}
    made["list_noun"] = dict(raw["list_noun"])
    made["reasons"] = dict(raw["reasons"])
    made["scales"] = {fold(str(said)): float(factor) for said, factor in raw["scales"].items()}
    made["units"] = {fold(said): (unit[0], float(unit[1])) for said, unit in raw["units"].items()}
    made["time_words"] = tuple((entry["pattern"], entry["reads"]) for entry in raw["time_words"])
    return TableWords(**made)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{alternatives(getattr(table_words(), name))}(?![{WORD}])")


@cache
def _anywhere(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![{WORD}])" + _pattern(name).pattern.removeprefix(r"^\s*"))


@cache
def _value_lines() -> re.Pattern[str]:
    """The words of a value column at the head of a header's lines, one or several ("Số liệu thực hiện")."""
    one = alternatives(table_words().value_column)
    return re.compile(rf"^\s*{one}(?![{WORD}])(?:\s+{one}(?![{WORD}]))*", re.MULTILINE)


@cache
def _role_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((role, _bounded(phrases)) for role, phrases in table_words().roles.items())


@cache
def _aspect_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((aspect, _bounded(phrases)) for aspect, phrases in table_words().aspects.items())


def _bounded(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![{WORD}]){alternatives(phrases)}(?![{WORD}])")


@cache
def _catalogued() -> tuple[frozenset[str], frozenset[str]]:
    entries = frame_entries()
    return frozenset(e.topic for e in entries), frozenset(e.aspect for e in entries if e.aspect)


@lru_cache(maxsize=16384)
def header_words(text: str) -> HeaderWords:
    """The slots that `text` fills; topics and aspects by the cues of the frames, first named first.

    Of a text longer than any heading or label only the beginning is looked at.
    """
    text = text[:_LONGEST_WORDS]
    folded = fold(text)
    cues = text_cues(text)
    known_topics, known = _catalogued()
    topics = [c.value for c in sorted(cues.get("topic", []), key=lambda c: (c.start, -c.end))]
    named = tuple(dict.fromkeys(t for t in topics if t in known_topics))
    value = _pattern("value_column").match(folded)
    # "Thực hiện" heads the column of what was reached; it says nothing of disbursement.
    done = {(c.start, c.end) for c in cues.get("role", ()) if c.value == "done"}
    headed = [m.span() for m in _value_lines().finditer(folded)]
    own = [
        c
        for c in cues.get("aspect", ())
        if (c.start, c.end) not in done or not any(s <= c.start and c.end <= e for s, e in headed)
    ]
    aspects = [c.value for c in sorted(own, key=lambda c: c.start)]
    aspects += [a for a, pattern in _aspect_patterns() if a not in aspects and pattern.search(folded)]
    aspects = list(dict.fromkeys(aspects))
    partners = [c for c in cues.get("owner", ()) if c.value in ("partner", "nation")]
    nouns = [c for c in cues.get("noun", ()) if not any(_inside(c, p) for p in partners)]
    nouns = [c for c in nouns if c.value != "other"]
    money = list(_anywhere("amount_words").finditer(folded))
    inside = " ".join(re.findall(r"\(([^()]*)\)", folded))
    outside = re.sub(r"\([^()]*\)", " ", folded)
    # "Thực hiện (cùng kỳ)" heads two numbers; "Tăng/giảm (so cùng kỳ)" and "Đoàn ra (kế hoạch)" head one.
    second = _role(inside) if value and not _role(outside) else ""
    brackets = second if second in ("prior_year", "planned") else ""
    return HeaderWords(
        text=text,
        topic=named[0] if named else "",
        topics=named,
        foreign=topics[0] if topics and topics[0] not in known_topics else "",
        nouns=_nearest_first(nouns, folded),
        aspects=tuple(aspect for aspect in aspects if aspect in known),
        role=_role(outside if brackets else folded),
        brackets=brackets,
        number=_pattern("number_column").match(folded) is not None and len(folded.strip()) < 16,
        item=_heads_items(folded),
        units=_pattern("unit_column").match(folded) is not None and len(folded.strip()) < 20,
        value=value is not None,
        other=_pattern("other_column").match(folded) is not None,
        money=bool(money),
        counts_first=_counts_first([c.start for c in nouns], [m.start() for m in money], folded),
        strange=tuple(aspect for aspect in aspects if aspect not in known),
        owners=tuple(dict.fromkeys(c.value for c in cues.get("owner", ()))),
        direction=any(c.value in ("up", "down") for c in cues.get("role", ()))
        or any(mark in folded for mark in table_words().signed),
        hint=next((c.value for c in cues.get("hint", ()) if nouns and not topics), ""),
        residue=_residue(folded, [c for found in cues.values() for c in found]),
    )


def spelt_out(folded: str) -> str:
    """Folded text with the shortened times of headers in full ("6t/2023" → "6 tháng /2023")."""
    for pattern, reads in table_words().time_words:
        folded = re.sub(pattern, reads, folded)
    return folded


def _role(folded: str) -> str:
    return next((role for role, pattern in _role_patterns() if pattern.search(folded)), "")


def _counts_first(nouns: list[int], amounts: list[int], folded: str) -> bool:
    """Whether in the lowest line that has either a noun stands before any word of an amount."""
    if not amounts:
        return True
    lowest = folded.rfind("\n", 0, max([*nouns, *amounts])) if nouns else -1
    here = [n for n in nouns if n > lowest]
    return bool(here) and min(here) < min([a for a in amounts if a > lowest], default=len(folded))


def _nearest_first(nouns: list[Cue], folded: str) -> tuple[str, ...]:
    """The nouns of a header in several lines, those of the lowest line first."""
    below = folded.rfind("\n")
    ordered = [c for c in nouns if c.start > below] + [c for c in nouns if c.start <= below]
    return tuple(dict.fromkeys(c.value for c in ordered))


def _inside(inner: Cue, outer: Cue) -> bool:
    return (
        outer.start <= inner.start
        and inner.end <= outer.end
        and outer.end - outer.start > inner.end - inner.start
    )


def _residue(folded: str, cues: list[Cue]) -> tuple[str, ...]:
    """The words that no cue, no role, no unit and no filler covers."""
    letters = list(folded)
    spans = [(c.start, c.end) for c in cues]
    for name in ("fillers", "amount_words", "value_column", "total_row", "part_marks", "unit_column"):
        spans += [m.span() for m in _anywhere(name).finditer(folded)]
    for _, pattern in (*_role_patterns(), *_aspect_patterns()):
        spans += [m.span() for m in pattern.finditer(folded)]
    lex = lexicon()
    spans += [m.span() for m in lex.currency_mention.finditer(folded)]
    spans += [m.span() for m in _units().finditer(folded)]
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    left = _anywhere("fillers").sub(" ", spelt_out("".join(letters)))
    return tuple(re.findall(rf"[{WORD}]*[a-zà-ỹđ][{WORD}]*", left))


@cache
def _units() -> re.Pattern[str]:
    lex = lexicon()
    return _bounded((*table_words().units, *lex.currency_of, *lex.scale_of))


def _heads_items(folded: str) -> bool:
    """Whether a header names the items of a list; a phrase of one word only when it stands alone ("Đoàn", but
    not "Đoàn ra")."""
    match = _pattern("item_column").match(folded)
    return match is not None and (" " in match[0].strip() or match[0].strip() == folded.strip())


@lru_cache(maxsize=16384)
def is_total_label(text: str) -> bool:
    """Whether a cell labels its row as the total ("Tổng cộng", "Tổng cộng (I+II): 38 đoàn")."""
    if len(text) > _LONGEST_LABEL:
        return False
    folded = re.sub(r"\([^)]*\)", " ", fold(text.strip()))
    return re.match(_pattern("total_row").pattern + r"[\s:.]*(?:[0-9][^.;]*)?$", folded) is not None


def matches(name: str, text: str) -> bool:
    """Whether a text begins with a phrase of the list `name` of tables.yaml."""
    return _pattern(name).match(fold(text)) is not None


def contains(name: str, text: str) -> bool:
    """Whether a phrase of the list `name` of tables.yaml stands anywhere in a text."""
    return _anywhere(name).search(fold(text)) is not None


def first_of(name: str, text: str) -> int | None:
    """Where the first phrase of the list `name` of tables.yaml stands in a text, None for nowhere."""
    match = _anywhere(name).search(fold(text))
    return match.start() if match else None


def without_remarks(line: str) -> str:
    """A caption's line without its remark in brackets on the paper that it belongs to ("(Kèm theo Công văn
    …)")."""
    return re.sub(rf"\(\s*{alternatives(table_words().remarks)}[^)]*\)?", " ", line, flags=re.IGNORECASE)


@cache
def _unit_pattern() -> re.Pattern[str]:
    """A currency with the scale right before it, or a short form of both; the first in the text, the longest
    there."""
    lex, words = lexicon(), table_words()
    scales = alternatives({**lex.scale_of, **words.scales})
    codes = [phrase for phrase in lex.currency_of if len(phrase) > 1 or phrase == "$"]
    return re.compile(
        rf"(?<![{WORD}.])(?:(?P<short>{alternatives(words.units)})|(?:(?P<scale>{scales})\s*)?(?P<code>{alternatives(codes)}))"
        rf"(?![{WORD}])"
    )


@lru_cache(maxsize=16384)
def unit_of(text: str) -> tuple[str, float] | None:
    """The currency and the scale that a header names ("ĐVT: triệu USD" → ("USD", 1e6)), or None."""
    lex, words = lexicon(), table_words()
    folded = fold(text)
    for match in _unit_pattern().finditer(folded):
        if match["short"]:
            return words.units[" ".join(match["short"].split())]
        phrase = " ".join(match["code"].split())
        bare = not match["scale"] and " " not in phrase and not phrase.isascii()
        if bare and not _stands_alone(match, folded):
            continue
        scale = " ".join(match["scale"].split()) if match["scale"] else ""
        return lex.currency_of[phrase], {**lex.scale_of, **words.scales}[scale] if scale else 1.0
    return None


def _stands_alone(match: re.Match[str], folded: str) -> bool:
    """Whether a word of a unit stands between marks ("(đồng)", "ĐVT: đồng"), not in a name ("Đồng Nai", "hội
    đồng")."""
    before, after = folded[: match.start()].rstrip(), folded[match.end() :].lstrip(" ")
    return (not before or before[-1] in "(:,;/|-") and (not after or after[0] in "),;/|\n.")
