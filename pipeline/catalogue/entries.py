"""Reads the catalogue's data files and hands out their entries, checked.

Everything that several loaders need to say "this file, this entry, this is wrong" belongs here. What an
entry means does not: each loader knows its own file. No pandas, no pydantic: the command line loads the
catalogue to print its help.
"""

from __future__ import annotations

import csv
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent


class CatalogueError(ValueError):
    """A data file of the catalogue is wrong. The message names the file and the entry."""

    def __init__(self, file: str, entry: str, problem: str) -> None:
        """`entry` is a key, a line ("line 7") or "" for the whole file."""
        self.file, self.entry, self.problem = file, entry, problem
        super().__init__(f"catalogue/{file}: {entry}: {problem}" if entry else f"catalogue/{file}: {problem}")


class _UniqueKeyLoader(yaml.CSafeLoader):
    """PyYAML keeps the last of two equal keys without a word; here that is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {key!r} stands twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


class Entry:
    """One mapping of a data file. Each getter takes a field out; `done()` refuses what nobody asked for.

    A field that is missing, or of another type, raises `CatalogueError`. An optional field has a default.
    """

    def __init__(self, file: str, name: str, fields: object) -> None:
        """`name` is what an error message calls the entry."""
        self.file, self.name = file, name
        if not isinstance(fields, Mapping):
            raise self.error(f"must be a mapping, is {type(fields).__name__}")
        self._fields: dict[str, Any] = {str(key): value for key, value in fields.items()}

    def error(self, problem: str) -> CatalogueError:
        """The error to raise about this entry."""
        return CatalogueError(self.file, self.name, problem)

    def text(self, field: str, default: str | None = None) -> str:
        """A string; required and not blank unless `default` is given."""
        value = self._take(field, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.error(f"'{field}' must be a text, is {value!r}")
        return value.strip()

    def choice(self, field: str, allowed: Iterable[str], default: str | None = None) -> str:
        """A string out of `allowed`."""
        value = self.text(field, default)
        if value not in (options := tuple(allowed)):
            raise self.error(f"'{field}' must be one of {', '.join(options)}, is {value!r}")
        return value

    def texts(self, field: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of strings, none of them twice."""
        value = self._take(field, default)
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.error(f"'{field}' must be a list of texts, is {value!r}")
        if len(set(value)) != len(value):
            raise self.error(f"'{field}' has an item twice")
        return tuple(v.strip() for v in value)

    def flag(self, field: str, default: bool | None = None) -> bool:
        """True or false."""
        value = self._take(field, default)
        if not isinstance(value, bool):
            raise self.error(f"'{field}' must be true or false, is {value!r}")
        return value

    def integer(self, field: str, lowest: int, highest: int) -> int:
        """A whole number from `lowest` to `highest`."""
        value = self._take(field, None)
        if isinstance(value, str) and value.strip().isdigit():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            raise self.error(f"'{field}' must be a whole number from {lowest} to {highest}, is {value!r}")
        return value

    def day(self, field: str) -> date | None:
        """A date (YYYY-MM-DD), or None when the field is left out or empty."""
        value = self._fields.pop(field, None)
        if value is None or value == "":
            return None
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise self.error(f"'{field}' must be a date YYYY-MM-DD, is {value!r}") from None

    def entry(self, field: str) -> Entry | None:
        """A mapping inside this one, or None when it is left out."""
        value = self._fields.pop(field, None)
        return None if value is None else Entry(self.file, f"{self.name}.{field}", value)

    def done(self) -> None:
        """Refuses fields that no getter took: a misspelt field must not pass as a default."""
        if self._fields:
            raise self.error(f"unknown field {', '.join(sorted(self._fields))}")

    def _take(self, field: str, default: object) -> Any:
        value = self._fields.pop(field, None)
        if value is None:
            if default is None:
                raise self.error(f"'{field}' is missing")
            return default
        return value


def read_yaml(path: str | Path) -> Entry:
    """A YAML file of the catalogue (a name in this folder, or a path) as one entry.

    Raises `CatalogueError` when it is missing, no YAML, no mapping, or has a key twice.
    """
    path = FOLDER / path
    try:
        content = yaml.load(path.read_text("utf-8"), Loader=_UniqueKeyLoader)
    except FileNotFoundError:
        raise CatalogueError(path.name, "", "the file is missing") from None
    except yaml.YAMLError as error:
        raise CatalogueError(path.name, "", " ".join(str(error).split())) from error
    if not isinstance(content, dict):
        raise CatalogueError(path.name, "", "must be a mapping")
    return Entry(path.name, "", content)


def entries(parent: Entry, field: str, key: str) -> Iterator[Entry]:
    """The mappings listed under `field`, each named by its own field `key`; two of one name are an error."""
    listed = parent._take(field, None)
    if not isinstance(listed, list):
        raise parent.error(f"'{field}' must be a list")
    names = [
        str(item.get(key)) if isinstance(item, dict) else f"{field}[{i}]" for i, item in enumerate(listed)
    ]
    for name, item in zip(names, listed, strict=True):
        if names.count(name) > 1:
            raise CatalogueError(parent.file, name, "stands twice")
        yield Entry(parent.file, name, item)


def labels(parent: Entry, field: str, expected: Iterable[str] | None = None) -> dict[str, str]:
    """A mapping of code to text under `field`, with exactly the codes `expected` when these are given."""
    inner = parent.entry(field)
    if inner is None:
        raise parent.error(f"'{field}' is missing")
    codes = list(inner._fields)
    if expected is not None and set(codes) != set(expected):
        raise parent.error(f"'{field}' must have exactly the keys {', '.join(expected)}")
    return {code: inner.text(code, "") for code in codes}


def read_csv(path: str | Path, columns: tuple[str, ...]) -> list[Entry]:
    """The rows of a CSV file of the catalogue, whose heading must be exactly `columns`. Cells are strings."""
    path = FOLDER / path
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise CatalogueError(path.name, "", "the file is missing") from None
    reader = csv.reader(text.splitlines())
    heading = tuple(next(reader, ()))
    if heading != columns:
        raise CatalogueError(path.name, "line 1", f"the heading must be {','.join(columns)}")
    rows = []
    for line, cells in enumerate(reader, start=2):
        if len(cells) != len(columns):
            raise CatalogueError(path.name, f"line {line}", f"has {len(cells)} cells, not {len(columns)}")
        rows.append(Entry(path.name, f"line {line} ({cells[0]})", dict(zip(columns, cells, strict=True))))
    return rows
