"""How many distinct passages each cue of the catalogue serves: `doingoai evaluate --cues [MORE…]`.

A cue that only one passage needs was written for that passage, and says nothing of the next report. Counted
are literal hits, also where a longer cue takes the place. Held-out families are never looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline.catalogue import fold, provinces, unaccent
from pipeline.catalogue.cues import FOLDER, TOKEN, fold_literals, read
from pipeline.sample import passages

Text = tuple[str, str]
"""(whose passage it is, its words). Texts of one name are one passage: the renderings of a family."""

CORPUS = Path(__file__).parent / "corpus"
SEED = 7
"""Of the made-up figures in the families; another seed gives other numbers and the same words."""

LABELS = (
    "frames",
    "reasons.owner",
    "reasons.role",
    "reasons.period",
    "reasons.topic",
    "reasons.noun",
    "reasons.default",
    "reasons.currency",
    "reasons.doubtful_owners",
    "reasons.takes_back",
    "sections.outlook.reason",
    "sections.context.reason",
    "sections.recipients.reason",
    "tables.list_noun",
    "numbers.largest",
    "numbers.usual",
)
"""Entries of the cue files that name slots, codes and reasons, and match no text."""

SPELLINGS = "provinces"
"""Where the spellings of provinces stand: facts, which nobody writes for one passage."""

_REGULAR = re.compile(r"\\|\(\?|\[[^\]]*-")
_PLACEHOLDERS = {"<counted>": r"\s*[%a-zà-ỹđ]", "<stop>": r"(?![.,]?[0-9])"}
"""What the number grammar fills into its patterns, here near enough to count."""
_GAP = r"(?:\s+[^\s.,;:()]+){0,4}?\s+"
_LETTERS = r"0-9a-zà-ỹđ"


@dataclass(frozen=True)
class Cue:
    """One phrase or pattern of the catalogue."""

    file: str
    slot: str
    phrase: str


@dataclass(frozen=True)
class Use:
    """A cue, and the distinct passages that it matches in."""

    cue: Cue
    passages: frozenset[str]

    def as_dict(self) -> dict[str, Any]:
        """The cue with the number of its passages; the only one is named."""
        only = next(iter(self.passages)) if len(self.passages) == 1 else ""
        return {**vars(self.cue), "passages": len(self.passages), "only": only}


def cues() -> list[Cue]:
    """Every phrase and pattern of `cues/*.yaml`, and every spelling of a province, in the files' order."""
    found: list[Cue] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for slot, phrase in _phrases(read(path.stem), path.stem):
            found.append(Cue(f"cues/{path.name}", slot.partition(".")[2], phrase))
    for unit in provinces():
        names = dict.fromkeys((unit.name, *unit.aliases))
        found += [Cue(f"{SPELLINGS}.csv", unit.province_id, name) for name in names]
    return list(dict.fromkeys(found))


def own_texts() -> list[Text]:
    """The corpus and the seen families of the project."""
    texts = []
    for path in sorted(CORPUS.glob("*.jsonl")):
        texts += texts_of(path)
    texts += [(str(p["family"]), str(p["text"])) for p in passages(SEED, held_out=False, n=4)]
    return texts


def texts_of(path: Path) -> list[Text]:
    """The passages of a file: lines of JSON with `text`, or the items of a YAML file's lists.

    Of a YAML item all its strings are its words (a table's cells, a document's blocks). Raises `ValueError`
    for a file of another kind or without passages.
    """
    raw = path.read_text("utf-8")
    if path.suffix == ".jsonl":
        rows = map(json.loads, filter(str.strip, raw.splitlines()))
        texts = [(str(row["id"]), str(row["text"])) for row in rows]
    elif path.suffix in (".yaml", ".yml"):
        loaded = yaml.safe_load(raw)
        lists = [loaded] if isinstance(loaded, list) else [v for v in loaded.values() if isinstance(v, list)]
        items = [item for items in lists for item in items if isinstance(item, dict)]
        texts = [(f"{path.stem}-{n}", "\n".join(_strings(item))) for n, item in enumerate(items, start=1)]
    else:
        raise ValueError(f"{path}: passages are .jsonl or .yaml")
    if not texts:
        raise ValueError(f"{path}: no passage in it")
    return texts


def used(all_cues: Iterable[Cue], texts: Sequence[Text]) -> list[Use]:
    """Each cue with the passages in which it matches, the least used first."""
    folded = [(name, fold(text)) for name, text in texts]
    words = _Words(folded)
    uses = [Use(cue, frozenset(_matching(cue.phrase, words, folded))) for cue in all_cues]
    return sorted(uses, key=lambda use: len(use.passages))


def serving_one(uses: Iterable[Use]) -> list[Use]:
    """The cues, not the spellings, that match in exactly one passage: defects."""
    return [use for use in uses if len(use.passages) == 1 and not use.cue.file.startswith(SPELLINGS)]


def render(uses: Sequence[Use]) -> str:
    """How many cues serve how many passages, file by file; then those that serve one or none, each on a
    line."""
    bands = ((0, 0), (1, 1), (2, 4), (5, 19), (20, 10**9))
    heading = ("none", "one", "2–4", "5–19", "20+")
    lines = [f"{'':22}{'cues':>7}" + "".join(f"{name:>7}" for name in heading)]
    for file in sorted({use.cue.file for use in uses}):
        counts = [len(use.passages) for use in uses if use.cue.file == file]
        row = [sum(low <= n <= high for n in counts) for low, high in bands]
        lines.append(f"{file:22}{len(counts):7d}" + "".join(f"{n:7d}" for n in row))
    for title, wanted in (("serve one passage", 1), ("serve none", 0)):
        few = [u for u in uses if len(u.passages) == wanted and not u.cue.file.startswith(SPELLINGS)]
        lines += ["", f"{len(few)} {title}"]
        for use in sorted(few, key=lambda u: (u.cue.file, u.cue.slot)):
            only = f"  ({next(iter(use.passages))})" if wanted else ""
            lines.append(f"  {use.cue.file} {use.cue.slot}: {use.cue.phrase}{only}")
    return "\n".join(lines)


class _Words:
    """The passages by their words, so that a phrase looks only where its rarest word stands."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.where: dict[str, set[int]] = {}
        self.lines: list[str] = []
        for index, (_, text) in enumerate(texts):
            tokens = TOKEN.findall(text)
            self.lines.append(f" {' '.join(tokens)} ")
            for token in set(tokens):
                self.where.setdefault(token, set()).add(index)

    def having(self, phrase: str) -> Iterator[int]:
        """The texts in which the tokens of a phrase stand one behind the other."""
        tokens = TOKEN.findall(phrase)
        if not tokens:
            return
        rarest = min((self.where.get(token, set()) for token in tokens), key=len)
        wanted = f" {' '.join(tokens)} "
        yield from (index for index in rarest if wanted in self.lines[index])


def _matching(phrase: str, words: _Words, texts: Sequence[Text]) -> Iterator[str]:
    if _REGULAR.search(phrase):
        # A pattern for capitals ("286/KH-UBND") is looked for in the folded text, too.
        pattern = re.compile(_filled(fold_literals(phrase)), re.IGNORECASE)
        yield from (name for name, text in texts if pattern.search(text))
    elif "…" in phrase:
        parts = [re.escape(fold(part.strip())) for part in phrase.split("…")]
        gapped = re.compile(rf"(?<![{_LETTERS}]){_GAP.join(parts)}(?![{_LETTERS}])")
        yield from (name for name, text in texts if gapped.search(text))
    else:
        folded = fold(phrase)
        yield from (texts[index][0] for index in words.having(folded))
        if " " in folded and len(folded) > 7:
            # The same length from which on the scopes find a phrase that lost its diacritics.
            yield from (texts[index][0] for index in words.having(unaccent(folded)))


def _filled(pattern: str) -> str:
    for name, stands_for in _PLACEHOLDERS.items():
        pattern = pattern.replace(name, stands_for)
    return pattern.replace("(?p<", "(?P<")  # the name of a group is folded with the rest


def _phrases(raw: Any, path: str) -> Iterator[tuple[str, str]]:
    """(path, phrase) of every text of a cue file; a key whose value is a number is a phrase as well."""
    if path in LABELS:
        return
    if isinstance(raw, dict):
        if "pattern" in raw:
            yield path, str(raw["pattern"])
            return
        for key, value in raw.items():
            if isinstance(value, int | float):
                yield path, str(key)
            else:
                yield from _phrases(value, f"{path}.{key}")
    elif isinstance(raw, list):
        for value in raw:
            yield from _phrases(value, path)
    elif isinstance(raw, str):
        yield path, raw


def _strings(item: Any) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, dict):
        for value in item.values():
            yield from _strings(value)
    elif isinstance(item, list):
        for value in item:
            yield from _strings(value)
