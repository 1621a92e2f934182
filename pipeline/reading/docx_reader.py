"""Word files (.docx) to blocks: an own walk over the XML, because python-docx loses seven kinds of content.

The walk of the body and its order belong here; words, numbering, tables, notes and styles have modules of
their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.reading.captions import captioned
from pipeline.reading.clean import squeezed
from pipeline.reading.document import Block
from pipeline.reading.docx_names import RELATION_ID, Element, child, value, w
from pipeline.reading.docx_notes import Notes
from pipeline.reading.docx_numbering import Numbering
from pipeline.reading.docx_runs import Words, joined, words_of
from pipeline.reading.docx_styles import Styles
from pipeline.reading.docx_tables import contents, grid_of
from pipeline.reading.footnotes import lift_marks, note_lines, note_mark
from pipeline.reading.labels import label_of
from pipeline.reading.limits import Limits
from pipeline.reading.package import Package
from pipeline.reading.reader import Reading, Unreadable
from pipeline.reading.structure import Line, classify

_OLD_FONT = re.compile(rb'w:(?:ascii|hAnsi)="(?:\.Vn|VNI-)')


@dataclass
class _Item:
    """One block in the making."""

    block: Block
    line: Line | None = None
    """Set for paragraphs whose kind is still open."""


@dataclass
class _Body:
    styles: Styles
    numbering: Numbering
    notes: Notes
    limits: Limits
    items: list[_Item] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    rows: int = 0

    def walk(self, parent: Element) -> None:
        pending: Words | None = None
        first: Element | None = None
        for element in contents(parent):
            if element.tag == w("p"):
                words = words_of(element, self.styles)
                pending, first = (joined(pending, words), first) if pending else (words, element)
                if not pending.continues and first is not None:
                    self.paragraph(first, pending)
                    pending = None
            elif element.tag == w("tbl"):
                self.tables += 1
                self.table(element, f"bảng {self.tables}")
        if pending is not None and first is not None:
            self.paragraph(first, pending)

    def paragraph(self, element: Element, words: Words) -> None:
        properties = child(element, "pPr")
        if self._is_contents_entry(properties):
            return
        lead = len(words.text) - len(words.text.lstrip())
        text = words.text.strip()
        marks = tuple(self.notes.mark(kind, key) for kind, key, _ in words.notes)
        offsets = tuple(min(max(at - lead, 0), len(text)) for _, _, at in words.notes)
        place = f"đoạn {self.paragraphs}"
        if text or marks:
            self.paragraphs += 1
            place = f"đoạn {self.paragraphs}"
            numbered = self.styles.numbering(properties)
            label = self.numbering.next_label(*numbered) if numbered else ""
            level = self.styles.heading_level(properties)
            block = Block("paragraph", text, place, label=label, notes=marks, note_offsets=offsets)
            if level:
                typed = label_of(text)
                label = label or (typed.text if typed else "")
                kept = Block(
                    "heading", text, place, level=level, label=label, notes=marks, note_offsets=offsets
                )
                self.items.append(_Item(kept))
            elif numbered and label and not words.bold:
                depth = numbered[1] + 1
                kept = Block(
                    "list_item", text, place, level=depth, label=label, notes=marks, note_offsets=offsets
                )
                self.items.append(_Item(kept))
            else:
                self.items.append(_Item(block, Line(text, bold=words.bold, counted=label)))
        for box in words.textboxes:
            lines = [words_of(p, self.styles).text.strip() for p in box.iter(w("p"))]
            if box_text := squeezed("\n".join(line for line in lines if line)):
                self.items.append(_Item(Block("textbox", box_text, place)))
        self._footnotes([(kind, key) for kind, key, _ in words.notes], place)

    def table(self, table: Element, place: str) -> None:
        self.rows += sum(1 for row in contents(table) if row.tag == w("tr"))
        if self.rows > self.limits.rows:
            raise Unreadable(
                f"các bảng của tệp có hơn {self.limits.rows} hàng; hãy chia nhỏ tệp", by_limit=True
            )
        references: list[tuple[str, str]] = []

        def text_of(paragraph: Element) -> str:
            words = words_of(paragraph, self.styles)
            numbered = self.styles.numbering(child(paragraph, "pPr"))
            label = self.numbering.next_label(*numbered) if numbered else ""
            for kind, key, _ in words.notes:
                self.notes.mark(kind, key)
                references.append((kind, key))
            boxes = [words_of(p, self.styles).text for box in words.textboxes for p in box.iter(w("p"))]
            return "\n".join([f"{label} {words.text}".strip() if label else words.text, *boxes])

        grid = grid_of(table, place, text_of, self.limits.rows)
        if any(cell.text for cell in grid.cells):
            marks = tuple(self.notes.mark(kind, key) for kind, key in references)
            block = Block("table", grid.text, place, notes=marks, cells=tuple(grid.cells), method="table")
            self.items.append(_Item(block))
        for number, (row, column, inner) in enumerate(grid.inner, start=1):
            self.table(inner, f"{place}, hàng {row}, cột {column}, bảng trong ô {number}")
        self._footnotes(references, place)

    def _footnotes(self, references: list[tuple[str, str]], place: str) -> None:
        for kind, key in references:
            text = self.notes.text(kind, key)
            mark = self.notes.mark(kind, key)
            if text:
                self.items.append(_Item(Block("footnote", text, f"{place}, chú thích {mark}", label=mark)))

    def _is_contents_entry(self, properties: Element | None) -> bool:
        """A line of a generated table of contents, which says headings a second time."""
        style = value(properties, "pStyle")
        names = [value(s, "name") or "" for s in self.styles.chain(style)] if style else []
        return any(re.match(r"toc \d", name, re.IGNORECASE) for name in names)


def read(data: bytes, limits: Limits) -> Reading:
    """Blocks of a .docx; places "đoạn N" (body paragraphs with words) and "bảng N, hàng R, cột C".

    Raises `Unreadable`.
    """
    package = Package(data, limits)
    main = next((target for kind, target in package.related("").values() if kind == "officeDocument"), "")
    main = main if main in package.names else "word/document.xml"
    root = package.xml(main)
    body = child(root, "body")
    if root is None or body is None:
        raise Unreadable("tệp Word không có phần nội dung (bị cắt cụt hoặc hỏng); hãy gửi lại tệp")
    relations = package.related(main)
    parts = dict(relations.values())
    styles = Styles(package.xml(parts.get("styles", "")))
    notes = Notes(package.xml(parts.get("footnotes", "")), package.xml(parts.get("endnotes", "")), styles)
    walk = _Body(styles, Numbering.of(package.xml(parts.get("numbering", ""))), notes, limits)
    walk.walk(body)
    headers, footers = _running(package, body, relations, styles)
    blocks = (*headers, *captioned(_settled(walk.items)), *footers)
    return Reading(blocks, warnings=_warnings(package, main))


def _settled(items: list[_Item]) -> list[Block]:
    """Kinds for the paragraphs without a style, and footnotes that were typed by hand with high digits."""
    open_items = [item for item in items if item.line is not None]
    typed = note_lines(item.block.text for item in open_items)
    kinds = iter(classify([item.line for i, item in enumerate(open_items) if item.line and i not in typed]))
    blocks, index = [], -1
    for item in items:
        block = item.block
        if item.line is None:
            blocks.append(block)
            continue
        index += 1
        head = note_mark(block.text) if index in typed else None
        if head is not None:
            blocks.append(Block("footnote", head[2], block.place, label=head[0]))
            continue
        kind = next(kinds)
        text, notes, offsets = block.text, block.notes, block.note_offsets
        if typed and not notes:
            text, notes, offsets = lift_marks(text, typed.values())
        label = kind.label or block.label
        blocks.append(
            Block(
                kind.kind, text, block.place, level=kind.level, label=label, notes=notes, note_offsets=offsets
            )
        )
    return blocks


def _running(
    package: Package, body: Element, relations: dict[str, tuple[str, str]], styles: Styles
) -> tuple[list[Block], list[Block]]:
    """Headers and footers that the sections refer to, each text once, page numbers alone left out."""
    found: dict[str, list[Block]] = {"header": [], "footer": []}
    seen: set[str] = set()
    for reference in body.iter(w("headerReference"), w("footerReference")):
        kind, target = relations.get(reference.get(RELATION_ID, ""), ("", ""))
        root = package.xml(target) if kind in found else None
        if root is None:
            continue
        lines = [words_of(p, styles) for p in root.iter(w("p"))]
        text = squeezed("\n".join(line.text for line in lines if line.text.strip()))
        if text and text not in seen and not re.fullmatch(r"[\s\d–-]*", text):
            seen.add(text)
            place = "đầu trang" if kind == "header" else "chân trang"
            found[kind].append(Block("header" if kind == "header" else "footer", text, place))
    return found["header"], found["footer"]


def _warnings(package: Package, main: str) -> tuple[str, ...]:
    warnings = []
    if any(name.startswith("word/embeddings/") for name in package.names):
        warnings.append("tệp Word có tệp khác nhúng bên trong, phần nhúng chưa được đọc")
    if any(kind == "aFChunk" for kind, _ in package.related(main).values()):
        warnings.append("tệp Word có phần ghép từ tệp khác, phần ghép chưa được đọc")
    if _OLD_FONT.search(package.read(main)):
        warnings.append(
            "tệp dùng phông chữ đời cũ (TCVN3/VNI), chữ có thể sai; hãy gửi lại bản phông Unicode"
        )
    return tuple(warnings)
