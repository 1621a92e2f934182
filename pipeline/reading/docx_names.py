"""Names of WordprocessingML elements and the few ways to ask them. No reading of documents here."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE, CHOICE, FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
RELATION_ID = f"{_R}id"
_OFF = {"0", "false", "off", "none"}


def w(name: str) -> str:
    """The qualified name of a w: element or attribute."""
    return _W + name


def child(element: Element | None, *names: str) -> Element | None:
    """The element at the end of a path of w: children, or None."""
    for name in names:
        if element is None:
            return None
        element = element.find(w(name))
    return element


def value(element: Element | None, *names: str) -> str | None:
    """The w:val of the element at the end of a path, None when it or the attribute is missing."""
    found = child(element, *names)
    return None if found is None else found.get(w("val"))


def switch(element: Element | None, name: str) -> bool | None:
    """A toggle property (w:b, w:vanish): True, False, or None when it is not said."""
    found = child(element, name)
    return None if found is None else found.get(w("val"), "1").lower() not in _OFF
