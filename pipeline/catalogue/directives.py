"""The central directives whose implementation the provinces report on.

"25/59 địa phương xây dựng kế hoạch …" needs their numbers and dates. Which province
implemented which is read from its report.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.catalogue.entries import entries, read_yaml


@dataclass(frozen=True)
class Directive:
    """One central document."""

    number: str
    """As cited: "272-QĐ/TW"."""
    name_vi: str
    short_vi: str
    """As reports call it: "Quy chế 272"; empty when they use the number."""
    issued: date | None
    replaced_by: str
    """The number of the directive that replaced it; empty while in force."""


@cache
def directives() -> dict[str, Directive]:
    """The directives by number, in the order of the file. Raises `CatalogueError`."""
    file = read_yaml("directives.yaml")
    read = {}
    for entry in entries(file, "directives", "number"):
        directive = Directive(
            number=entry.text("number"),
            name_vi=entry.text("name_vi"),
            short_vi=entry.text("short_vi", ""),
            issued=entry.day("issued"),
            replaced_by=entry.text("replaced_by", ""),
        )
        entry.done()
        read[directive.number] = directive
    for directive in read.values():
        if directive.replaced_by and directive.replaced_by not in read:
            raise file.error(f"{directive.number} is replaced by the unknown {directive.replaced_by}")
    file.done()
    return read
