"""The body that issues the national summary, from when to when, with the form of its papers.

The commission's functions passed to the Foreign Ministry in 2025, so header, number symbol, signature and
addressees are data with validity. Drawing them on a page belongs to the summary.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from pipeline.catalogue.entries import CatalogueError, Entry, entries, read_yaml


@dataclass(frozen=True)
class IssuingBody:
    """Who issues, and how its papers are headed, numbered, signed and addressed."""

    issuer_id: str
    name_vi: str
    parent: str
    """The body above it in the header; empty when there is none."""
    form: str
    """party (Quy định 66-QĐ/TW, 399-QĐ/TW) | state (Nghị định 30/2020/NĐ-CP)."""
    header: tuple[str, ...]
    """The lines at the top right."""
    number_symbol: str
    """ "BC/BĐNTW"."""
    number_format: str
    """The line of the number, with {number}: "Số {number}-BC/BĐNTW"."""
    place: str
    signature: tuple[str, ...]
    """The lines above the name."""
    addressees: tuple[str, ...]
    """Under "Nơi nhận"."""
    closing: str
    valid_from: date | None
    valid_to: date | None
    source: str


def issuing_body(day: date) -> IssuingBody:
    """The body that issues on `day`. Every day has exactly one (checked on load). Raises `CatalogueError`."""
    for body in issuing_bodies():
        if (body.valid_from is None or body.valid_from <= day) and (
            body.valid_to is None or day <= body.valid_to
        ):
            return body
    raise CatalogueError("issuers.yaml", "", f"nobody issues on {day}")


@cache
def issuing_bodies() -> tuple[IssuingBody, ...]:
    """The issuing bodies in the order of time, without gap or overlap. Raises `CatalogueError`."""
    file = read_yaml("issuers.yaml")
    read = tuple(_body(entry) for entry in entries(file, "issuers", "issuer_id"))
    file.done()
    if not read or read[0].valid_from is not None or read[-1].valid_to is not None:
        raise CatalogueError(
            "issuers.yaml", "", "the first body must have no first day, the last no last day"
        )
    for before, after in pairwise(read):
        if before.valid_to is None or after.valid_from != before.valid_to + timedelta(days=1):
            raise CatalogueError(
                "issuers.yaml", after.issuer_id, f"must begin the day after {before.issuer_id}"
            )
    return read


def _body(entry: Entry) -> IssuingBody:
    read = IssuingBody(
        issuer_id=entry.text("issuer_id"),
        name_vi=entry.text("name_vi"),
        parent=entry.text("parent", ""),
        form=entry.choice("form", ("party", "state")),
        header=entry.texts("header"),
        number_symbol=entry.text("number_symbol"),
        number_format=entry.text("number_format"),
        place=entry.text("place"),
        signature=entry.texts("signature"),
        addressees=entry.texts("addressees"),
        closing=entry.text("closing"),
        valid_from=entry.day("valid_from"),
        valid_to=entry.day("valid_to"),
        source=entry.text("source"),
    )
    entry.done()
    if "{number}" not in read.number_format or read.number_symbol not in read.number_format:
        raise entry.error("number_format must hold {number} and the number_symbol")
    return read
