"""PDF of a Word paper through LibreOffice, when it is installed. Nothing else here depends on it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from pipeline.summary.document_docx import docx_bytes
from pipeline.summary.model import Summary
from pipeline.summary.written import write_bytes

TIMEOUT_SECONDS = 120


class NoConverterError(RuntimeError):
    """LibreOffice is not there, or did not convert."""


def converter() -> str | None:
    """The path of LibreOffice's command, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def write_pdf(summary: Summary, path: Path) -> Path | None:
    """Write the summary as PDF. Raises NoConverterError that says what to install."""
    return write_bytes(Path(path), pdf_bytes(docx_bytes(summary)))


def pdf_bytes(word: bytes) -> bytes:
    """Convert the bytes of a Word file. Raises NoConverterError without LibreOffice or when it fails."""
    command = converter()
    if command is None:
        raise NoConverterError(
            "Chưa có LibreOffice nên không xuất được PDF. Hãy cài: "
            "apt-get install --no-install-recommends libreoffice-writer-nogui fonts-liberation2; "
            "hoặc mở tệp .docx và lưu thành PDF."
        )
    with tempfile.TemporaryDirectory(prefix="doingoai-pdf-") as folder:
        source = Path(folder) / "paper.docx"
        source.write_bytes(word)
        arguments = [
            *(command, f"-env:UserInstallation=file://{folder}/profile", "--headless"),
            *("--convert-to", "pdf", "--outdir", folder, str(source)),
        ]
        try:
            done = subprocess.run(
                arguments, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise NoConverterError(
                f"LibreOffice không xong sau {TIMEOUT_SECONDS} giây; hãy thử lại."
            ) from error
        result = source.with_suffix(".pdf")
        if not result.exists():
            told = (done.stderr or done.stdout).strip().splitlines()
            raise NoConverterError(f"LibreOffice không chuyển được: {told[-1] if told else 'không rõ lý do'}")
        return result.read_bytes()
