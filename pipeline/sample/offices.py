"""The offices that send reports: what their papers' tops, numbers, signatures and self-names look like.

Forms follow Quy định 66-QĐ/TW with Hướng dẫn 36-HD/VPTW (Party) and Nghị định 30/2020/NĐ-CP, Phụ lục I
(state).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .dates import long_date
from .paper import Letterhead
from .place_words import Place

STATE_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True)
class Office:
    """One author of reports of a province; `form` is party, people_committee, department or office."""

    form: str
    place: Place

    @property
    def author(self) -> str:
        """As it names itself in the text and as the register names it."""
        return {
            "party": self.place.title,
            "people_committee": f"Ủy ban nhân dân {self.place.full}",
            "department": f"Sở Ngoại vụ {self.place.full}",
            "office": f"Văn phòng Ủy ban nhân dân {self.place.full}",
        }[self.form]

    def number(self, count: int, kind: str = "BC") -> str:
        """A document number: `127-BC/TU`, `123/BC-UBND`, `45/BC-SNgV`, `45/BC-VP`."""
        if self.form == "party":
            return f"{count}-{kind}/TU"
        return (
            f"{count}/{kind}-" + {"people_committee": "UBND", "department": "SNgV", "office": "VP"}[self.form]
        )

    def letterhead(self, number: str, sent: date) -> Letterhead:
        """The top of a paper with this number and date."""
        name = self.place.full.upper()
        place_date = f"{self.place.name}, {long_date(sent)}"
        if self.form == "party":
            return Letterhead(
                (self.place.title.upper(), "*"), f"Số {number}", ("ĐẢNG CỘNG SẢN VIỆT NAM",), place_date
            )
        left = {
            "people_committee": ("ỦY BAN NHÂN DÂN", name),
            "department": (f"UBND {name}", "SỞ NGOẠI VỤ"),
            "office": (f"UBND {name}", "VĂN PHÒNG"),
        }[self.form]
        return Letterhead(left, f"Số: {number}", STATE_MOTTO, place_date)

    @property
    def signature(self) -> tuple[str, ...]:
        """The signature block; no person is named."""
        return {
            "party": ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "(đã ký)"),
            "people_committee": ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(đã ký)"),
            "department": ("GIÁM ĐỐC", "(đã ký)"),
            "office": ("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "(đã ký)"),
        }[self.form]

    def recipients(self, addressee: str) -> tuple[str, ...]:
        """The list under `Nơi nhận`."""
        common = (f"- {addressee} (để báo cáo),", f"- Thường trực {self.place.committee} (để báo cáo),")
        if self.form == "party":
            return (*common, "- Các cơ quan tham mưu của cấp ủy,", "- Lưu Văn phòng.")
        return (*common, "- Các sở, ban, ngành liên quan;", "- Lưu: VT, NgV.")
