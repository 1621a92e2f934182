"""Writers of small test files: Word packages from XML, PDFs through typst. All numbers are made up."""

# ruff: noqa: E501  (a case stands on one line)
from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import typst

from pipeline.reading import Document, read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(body: str, **parts: str) -> bytes:
    """A .docx of w:body's inner XML; `parts` are other members' inner XML by kind (footnotes, numbering, header …)."""
    roots = {
        "footnotes": "footnotes", "endnotes": "endnotes", "numbering": "numbering", "styles": "styles",
        "header": "hdr", "footer": "ftr",
    }  # fmt: skip
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{TYPES}/{kind}" Target="{kind}.xml"/>' for kind in parts
    )
    with_namespaces = (
        f'{W} {R} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr(
            "_rels/.rels",
            f'<Relationships><Relationship Id="r1" Type="{TYPES}/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
        )
        file.writestr(
            "word/document.xml", f"<w:document {with_namespaces}><w:body>{body}</w:body></w:document>"
        )
        file.writestr("word/_rels/document.xml.rels", f"<Relationships>{relations}</Relationships>")
        for kind, inner in parts.items():
            file.writestr(f"word/{kind}.xml", f"<w:{roots[kind]} {with_namespaces}>{inner}</w:{roots[kind]}>")
    return out.getvalue()


@pytest.fixture
def read_bytes(tmp_path: Path) -> Callable[..., Document]:
    def read_bytes(data: bytes, name: str = "tep.bin", **limits: float) -> Document:
        from pipeline.reading import Limits

        path = tmp_path / name
        path.write_bytes(data)
        return read(path, Limits(**limits))  # type: ignore[arg-type]

    return read_bytes


@pytest.fixture
def read_docx(read_bytes: Callable[..., Document]) -> Callable[..., Document]:
    return lambda body, **parts: read_bytes(package(body, **parts), "bao-cao.docx")


@pytest.fixture
def read_pdf(read_bytes: Callable[..., Document]) -> Callable[[str], Document]:
    setup = '#set page(paper: "a4")\n#set text(lang: "vi", size: 13pt)\n#set par(justify: true)\n'
    return lambda source: read_bytes(typst.compile((setup + source).encode()), "bao-cao.pdf")


@pytest.fixture
def docx_package() -> Callable[..., bytes]:
    return package
