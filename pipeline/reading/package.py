"""Zip packages of Office files, opened without trust: sizes before and while unpacking, no entities.

What the members mean belongs to the readers.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from pipeline.reading.limits import Limits
from pipeline.reading.reader import Unreadable

_LET_OFF = 1_000_000
"""Unpacked size up to which the ratio of a member is not looked at.

Small XML packs a hundredfold honestly.
"""
_STRICT = b"http://purl.oclc.org/ooxml/"


class Package:
    """One opened package. `names` are its members; every byte that is unpacked counts against the limit."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Open `data`. Raises `Unreadable` for a cut, encrypted or inflated package."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable(
                "tệp Office bị cắt cụt hoặc hỏng (không mở được gói zip); hãy gửi lại tệp"
            ) from error
        self._limits = limits
        self._left = limits.unpacked_bytes
        members = self._zip.infolist()
        if any(m.flag_bits & 1 for m in members):
            raise Unreadable("tệp Office được đặt mật khẩu; hãy gỡ mật khẩu rồi gửi lại")
        if sum(m.file_size for m in members) > limits.unpacked_bytes:
            raise _too_large(limits)
        for member in members:
            packed = max(member.compress_size, 1)
            if member.file_size > _LET_OFF and member.file_size > packed * limits.ratio:
                raise _too_large(limits)
        self.names = frozenset(m.filename for m in members)

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises `Unreadable` when it is damaged or larger than it declared."""
        try:
            with self._zip.open(name) as member:
                data = member.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError) as error:
            raise Unreadable(f"tệp Office bị hỏng ở phần {name}; hãy mở, lưu lại và gửi lại") from error
        self._left -= len(data)
        if self._left < 0:
            raise _too_large(self._limits)
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML member, None when there is no such member. Raises `Unreadable` for bad XML."""
        return parse_xml(self.read(name), name) if name in self.names else None

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """The relations of a part: id to (last word of the type, member name).

        Outside targets are left out.
        """
        folder, _, base = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        relations = {}
        for relation in root if root is not None else ():
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External" or not target:
                continue
            relations[relation.get("Id", "")] = (
                relation.get("Type", "").rpartition("/")[2],
                _resolved(folder, target),
            )
        return relations


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element of `data`; a document type, which no Office file has, is refused with its entities."""
    if _STRICT in data[:20_000]:  # "Strict" files say the same under other namespaces
        data = data.replace(
            _STRICT + b"wordprocessingml/main",
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        )
        data = data.replace(
            _STRICT + b"officeDocument/relationships",
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"tệp Office có phần {name} hỏng (XML sai); hãy mở, lưu lại và gửi lại") from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable(f"tệp Office có khai báo thực thể XML lạ ở phần {name}, có thể độc hại; không đọc")
    return root


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    parts = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


def _too_large(limits: Limits) -> Unreadable:
    size = limits.unpacked_bytes // 1_000_000
    return Unreadable(
        f"tệp Office bung ra quá lớn (giới hạn {size} MB, tỉ lệ nén {limits.ratio}), có thể là tệp độc hại; "
        "hãy lưu lại bằng Word hoặc Excel rồi gửi lại",
        by_limit=True,
    )
