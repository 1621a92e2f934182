"""Finds the province that a name means, alone ("Tỉnh uỷ Đồng Nai") or inside running text.

Matching names belongs here; the words themselves (aliases, prefixes, traps) are data in provinces.csv and
province_names.yaml, and what the units are is in provinces.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.catalogue.entries import CatalogueError, Entry, entries, read_yaml
from pipeline.catalogue.provinces import KINDS, Province, map_of, provinces, provinces_on
from pipeline.catalogue.spelling import LETTER, collation_key, fold

_GAP = r"[\s\-–_./,:;]"


@dataclass(frozen=True)
class _Words:
    prefixes: tuple[tuple[str, str], ...]
    """(folded word, kind that it asserts or ""), the longest first."""
    not_a_province: tuple[str, ...]
    smaller_places: tuple[tuple[str, str], ...]
    unless_after: tuple[str, ...]
    surnames: tuple[str, ...]
    abroad_names: frozenset[str]
    abroad_before: tuple[str, ...]
    abroad_after: tuple[str, ...]
    abroad_beside: tuple[str, ...]


def resolve_province(name: str, day: date) -> Province | None:
    """The unit of `day` that a name alone means, or None: never a guess.

    Words such as "Ban Thường vụ Tỉnh ủy" or "UBND tỉnh" are stripped from the front; case, tone placement,
    dashes and spaces do not matter; the rest must be a name or an alias. "UBND thành phố Lai Châu" is no
    province: the word says "thành phố", the unit is a "tỉnh".
    """
    index = _exact(map_of(day))
    rest, kinds = _strip(fold(name))
    found = index.get(_squeezed(rest))
    if found is None and (whole := index.get(_squeezed(fold(name)))):
        return whole
    if found is None or (kinds and found.kind not in kinds):
        return None
    return found


def find_provinces(text: str, day: date) -> tuple[tuple[int, int, Province], ...]:
    """The mentions of units of `day` in running text (NFC), as (start, end, province) in order.

    The longest name wins; names need capital letters and word boundaries (a footnote mark may be glued on);
    what province_names.yaml lists as traps is none. Only the name is in the span, not "tỉnh" before it.
    """
    folded = fold(text)
    blocked = [m.span() for m in _phrases().finditer(folded)]
    patterns = _by_first_word(map_of(day))
    found: list[tuple[int, int, Province]] = []
    end_of_last = 0
    for word in re.finditer(rf"(?<!{LETTER}){LETTER}+", folded):
        if word.start() < end_of_last or not text[word.start()].isupper():
            continue
        for pattern, spelling, unit in patterns.get(word[0], ()):
            match = pattern.match(folded, word.start())
            if match is None or not _capitals_agree(text[match.start() : match.end()], spelling):
                continue
            inside = any(a <= match.start() and match.end() <= b for a, b in blocked)
            if not inside and not _is_trap(text, folded, match, unit):
                found.append((match.start(), match.end(), unit))
            end_of_last = match.end()
            break
    return tuple(found)


def vietnamese_sort_key(name: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """The key of a province's name, or of its title, in Vietnamese alphabetical order.

    "Thành ủy TP Hồ Chí Minh" sorts as "Hồ Chí Minh", as in the commission's list of H1 2017.
    """
    rest, _ = _strip(fold(name))
    return collation_key(rest or name)


@cache
def _words() -> _Words:
    file = read_yaml("province_names.yaml")
    prefixes = [_kinded(e, "kind") for e in entries(file, "prefixes", "text")]
    places = [_kinded(e, "except_kind") for e in entries(file, "smaller_places", "text")]
    abroad = file.entry("abroad")
    if abroad is None:
        raise file.error("'abroad' is missing")
    read = _Words(
        prefixes=tuple(sorted(prefixes, key=lambda p: -len(p[0]))),
        not_a_province=_folded(file, "not_a_province"),
        smaller_places=tuple(sorted(places, key=lambda p: -len(p[0]))),
        unless_after=_folded(file, "unless_after"),
        surnames=_folded(file, "surnames"),
        abroad_names=frozenset(_folded(abroad, "names")),
        abroad_before=_folded(abroad, "before"),
        abroad_after=_folded(abroad, "after"),
        abroad_beside=_folded(abroad, "beside"),
    )
    abroad.done()
    file.done()
    known = {fold(p.bare_name) for p in provinces()}
    if unknown := read.abroad_names - known:
        raise CatalogueError("province_names.yaml", "abroad.names", f"no province {', '.join(unknown)}")
    for phrase in read.not_a_province:
        if not any(name in phrase for name in known):
            raise CatalogueError("province_names.yaml", phrase, "has no province's name in it")
    return read


def _kinded(entry: Entry, field: str) -> tuple[str, str]:
    read = fold(entry.text("text")), entry.choice(field, ["", *KINDS], "")
    entry.done()
    return read


def _folded(entry: Entry, field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(text) for text in entry.texts(field)))


def _strip(folded: str) -> tuple[str, set[str]]:
    """The rest after all prefixes, and the kinds that these asserted."""
    rest, kinds = folded.strip(), set[str]()
    while match := _prefix().match(rest):
        rest = rest[match.end() :]
        if kind := dict(_words().prefixes)[match[1]]:
            kinds.add(kind)
    return rest.strip(), kinds


@cache
def _prefix() -> re.Pattern[str]:
    listed = "|".join(_loose(text) for text, _ in _words().prefixes)
    return re.compile(rf"{_GAP}*({listed})(?:{_GAP}+)(?=\w)")


def _squeezed(folded: str) -> str:
    return re.sub(r"[\s\-_./,:;*]+", "", folded)


@cache
def _exact(map_day: date) -> dict[str, Province]:
    """Squeezed folded name or alias → unit of the day. An alias of two units at once is an error."""
    index: dict[str, Province] = {}
    for unit in provinces_on(map_day):
        for name in (unit.name, unit.bare_name, *unit.aliases):
            other = index.setdefault(_squeezed(fold(name)), unit)
            if other is not unit:
                raise CatalogueError(
                    "provinces.csv", unit.province_id, f"shares '{name}' with {other.province_id}"
                )
    return index


@cache
def _by_first_word(map_day: date) -> dict[str, list[tuple[re.Pattern[str], str, Province]]]:
    """First word of a name → its patterns, the longest first."""
    index: dict[str, list[tuple[re.Pattern[str], str, Province]]] = {}
    for unit in provinces_on(map_day):
        for name in dict.fromkeys((unit.name, unit.bare_name, *unit.aliases)):
            folded = fold(name)
            pattern = re.compile(rf"{_loose(folded)}(?!{LETTER})")
            first = re.match(rf"{LETTER}+", folded)
            if first is None:
                raise CatalogueError(
                    "provinces.csv", unit.province_id, f"'{name}' does not begin with a letter"
                )
            index.setdefault(first[0], []).append((pattern, name, unit))
    for listed in index.values():
        listed.sort(key=lambda item: -len(item[1]))
    return index


def _loose(folded: str) -> str:
    """A pattern for a folded phrase in which spaces and dashes may be written otherwise."""
    parts = re.split(r"[\s\-]+", folded)
    gap = r"(?:[ \t]*-[ \t]*|[ \t]+|[ \t]*\n[ \t]*)"
    return gap.join(re.escape(part) for part in parts)


@cache
def _phrases() -> re.Pattern[str]:
    listed = sorted(_words().not_a_province, key=len, reverse=True)
    return re.compile(rf"(?<!{LETTER})(?:{'|'.join(_loose(p) for p in listed)})(?!{LETTER})")


def _capitals_agree(written: str, spelling: str) -> bool:
    """Whether each word that has a capital in the catalogue's spelling has one in the text."""
    words, listed = (re.findall(rf"{LETTER}+", text) for text in (written, spelling))
    return all(w[0].isupper() for w, s in zip(words, listed, strict=True) if s[0].isupper())


def _is_trap(text: str, folded: str, match: re.Match[str], unit: Province) -> bool:
    before, after = folded[max(0, match.start() - 40) : match.start()], folded[match.end() : match.end() + 40]
    return (
        _in_smaller_place(before, unit)
        or _is_person(text[max(0, match.start() - 40) : match.start()])
        or _is_abroad(before, after, match[0])
    )


def _in_smaller_place(before: str, unit: Province) -> bool:
    words = _words()
    for word, except_kind in words.smaller_places:
        if place := re.search(rf"(?<!{LETTER}){re.escape(word)}\s*$", before):
            head = before[: place.start()].rstrip()
            return unit.kind != except_kind and not head.endswith(words.unless_after)
    return False


def _is_person(before: str) -> bool:
    """A family name, or a family name and one more capitalised word, straight before the name."""
    given = re.search(rf"(?:({LETTER}+)[ ]+)?({LETTER}+)[ ]+$", before)
    if given is None or not given[2][0].isupper():
        return False
    return any(word and word[0].isupper() and fold(word) in _words().surnames for word in given.groups())


def _is_abroad(before: str, after: str, name: str) -> bool:
    words = _words()
    if name not in words.abroad_names:
        return False
    beside = "|".join(map(re.escape, words.abroad_beside))
    link = r"[\s,;(\-]+(?:và[\s]+)?(?:tỉnh[\s]+|của[\s]+)?"
    return bool(
        re.match(rf"{link}(?:{'|'.join(map(re.escape, words.abroad_after))})(?!{LETTER})", after)
        or re.match(rf"{link}(?:{beside})(?!{LETTER})", after)
        or re.search(rf"(?<!{LETTER})(?:{beside}){link}$", before)
        or re.search(rf"(?<!{LETTER})(?:{'|'.join(map(re.escape, words.abroad_before))}){link}$", before)
    )
