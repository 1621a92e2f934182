"""Writes the summary as one self-contained HTML page, from the same blocks as the Word file.

Layout only: no script, nothing from the network, so that it opens anywhere offline.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from pipeline.summary.model import Summary
from pipeline.summary.outline import blocks, title
from pipeline.summary.paper import Cell, Heading, PageBreak, Paragraph, Run, Table
from pipeline.summary.sentences import say
from pipeline.summary.written import write_bytes

_STYLE = """
body{font-family:'Times New Roman','Liberation Serif',serif;font-size:18px;line-height:1.4;max-width:60rem;
margin:2rem auto;padding:0 1rem;color:#000;background:#fff}
h1,h2.title{text-align:center;font-size:1.2em;margin:.2em 0}
p{text-align:justify;text-indent:2em;margin:.5em 0}p.note,p.mark,p.body{text-indent:0}
p.note{font-size:.85em;margin:.2em 0}
.unit{display:block;text-align:right;font-style:italic;font-weight:normal}
p.mark{text-align:center;font-weight:bold;border:1px solid;padding:.3em}
div.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.85em}
caption{font-weight:bold;padding:.6em 0}th,td{border:1px solid #555;padding:.2em .4em;vertical-align:top}
th{background:#e7ecf5}td.center{text-align:center}td.right{text-align:right}tr.total td{font-weight:bold}
ol.notes{font-size:.85em;border-top:1px solid #555;padding-top:.5em}
"""


def write_html(summary: Summary, path: Path) -> Path | None:
    """Write the page; returns where a person's changed version was moved to, or None."""
    return write_bytes(Path(path), html_text(summary).encode("utf-8"))


def html_text(summary: Summary) -> str:
    """The page as text."""
    notes: list[str] = []
    parts = [f'<p class="body">{escape(summary.body.name_vi)}</p>']
    if summary.sample:
        parts.insert(0, f'<p class="mark">{escape(say("sample_mark"))}</p>')
    parts += ["<h1>BÁO CÁO</h1>", f'<h2 class="title">{escape(title(summary))}</h2>']
    for block in blocks(summary):
        match block:
            case Heading(level, text):
                parts.append(f"<h{level + 1}>{escape(text)}</h{level + 1}>")
            case Paragraph(runs, _):
                parts.append(f"<p>{''.join(_run(run, notes) for run in runs)}</p>")
            case Table():
                parts.append(_table(block))
            case PageBreak():
                parts.append("<hr>")
    if notes:
        items = "".join(f'<li id="n{i}">{escape(note)}</li>' for i, note in enumerate(notes, start=1))
        parts.append(f'<ol class="notes">{items}</ol>')
    return (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title(summary))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


def _run(run: Run, notes: list[str]) -> str:
    if run.style == "note":
        notes.append(run.text)
        return f'<sup><a href="#n{len(notes)}">{len(notes)}</a></sup>'
    tag = {"bold": "b", "italic": "i", "plain": ""}[run.style]
    return f"<{tag}>{escape(run.text)}</{tag}>" if tag else escape(run.text)


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(header)}</th>' for header in table.headers)
    first_total = len(table.rows) - table.total_rows
    body = "".join(_row(cells, index >= first_total) for index, cells in enumerate(table.rows))
    unit = f'<span class="unit">{escape(table.unit)}</span>' if table.unit else ""
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in table.notes)
    caption = escape(f"Bảng {table.number}. {table.caption}")
    return (
        f'<div class="scroll"><table><caption>{caption}{unit}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{notes}"
    )


def _row(cells: tuple[Cell, ...], total: bool) -> str:
    inner = "".join(f'<td class="{cell.align}">{escape(cell.text)}</td>' for cell in cells)
    return f'<tr class="total">{inner}</tr>' if total else f"<tr>{inner}</tr>"
