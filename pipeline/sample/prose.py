"""Neutral prose of the reports, out of the pools of `prose.yaml`; no sentence stands twice in a paper."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .families import NoiseSlot, PlainSlot, slots
from .offices import Office
from .place_words import plain_word
from .wording import Setting, noise


@cache
def pools() -> dict[str, Any]:
    """The pools by name; `intro` holds a pool a topic."""
    return yaml.safe_load(Path(__file__).with_name("prose.yaml").read_text(encoding="utf-8"))


class Prose:
    """Sentences for one paper, drawn without repetition."""

    def __init__(self, setting: Setting, office: Office, request: str, lot: random.Random) -> None:
        self._setting, self._office, self._request, self._lot = setting, office, request, lot
        self._left = {
            name: lot.sample(pool, len(pool)) for name, pool in pools().items() if isinstance(pool, list)
        }

    def sentence(self, pool: str) -> str:
        """The next sentence of a pool; "" when it is used up."""
        left = self._left[pool]
        return self.spoken(left.pop()) if left else ""

    def intro(self, topic: str) -> str:
        """A sentence that leads into a topic."""
        return self.spoken(self._lot.choice(pools()["intro"][topic]))

    def paragraphs(self, pool: str, number: int, sentences: tuple[int, int] = (2, 3)) -> list[str]:
        """So many paragraphs of so many sentences each, fewer when the pool runs out."""
        made = []
        for _ in range(number):
            said = [self.sentence(pool) for _ in range(self._lot.randint(*sentences))]
            if any(said):
                made.append(" ".join(filter(None, said)))
        return made

    def spoken(self, template: str) -> str:
        """A template with its slots filled; `{author}` and `{request}` are the office's and the period's."""
        own = {"author": self._office.author, "request": self._request}
        for name, word in own.items():
            if template.startswith(f"{{{name}}}"):
                word = word[0].upper() + word[1:]
            template = template.replace(f"{{{name}}}", word)
        out, last = "", 0
        for start, end, slot in slots(template):
            out += template[last:start]
            last = end
            if isinstance(slot, PlainSlot):
                out += plain_word(slot.name, self._setting.place, self._setting.span, self._lot)
            elif isinstance(slot, NoiseSlot):
                out += noise(slot, self._lot)
            else:
                raise ValueError(f"prose states no figure: {slot}")
        return out + template[last:]
