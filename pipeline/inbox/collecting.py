"""Puts a period's inbox together: its files, its register, and what is wrong with either."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.home import Home
from pipeline.inbox import folder
from pipeline.inbox.authors import author_resolver
from pipeline.inbox.records import Finding, Inbox
from pipeline.inbox.register import Register, read_register


def collect(home: Home, period: str, as_of: date | None = None) -> Inbox:
    """The inbox of `period` ("2017-06") as it stood on `as_of`: files, register rows, findings.

    Rows received after `as_of` go to `later_rows`, which only serve to know whose their files are. Files are
    all there: only `pipeline.submissions` can tell which row a file belongs to, and so when it was received.
    A missing folder is an empty inbox; a register that cannot be read is said in `register_error`. Raises
    `ValueError` when `period` is no YYYY-MM.
    """
    resolve = author_resolver(period)
    found, unopened = folder.files(home, period)
    findings = list(unopened)
    registers = folder.registers(home.inbox(period))
    register = Register()
    if registers:
        register = read_register(registers[0], period, resolve)
        findings.extend(register.findings)
    for other in registers[1:]:
        findings.append(
            Finding(
                other.name,
                f"Có hai sổ công văn đến; chỉ đọc {registers[0].name}.",
                f"Gộp hai sổ làm một rồi bỏ {other.name}.",
                "register",
            )
        )
    later = [r for r in register.rows if as_of and r.received_date and r.received_date > as_of]
    return Inbox(
        period=period,
        files=found,
        register=tuple(r for r in register.rows if r not in later),
        findings=tuple(findings),
        later_rows=tuple(later),
        register_error=_error(registers[0], register) if registers and not register.usable else "",
    )


def _error(path: Path, register: Register) -> str:
    said = " ".join(f"{finding.message} {finding.action}" for finding in register.findings)
    return f"{path.parent.name}/{path.name}: {said}"
