"""Composes a province's report: sections I-VI of neutral prose, families, distractors, footnotes, tables."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

from .annexes import Annex
from .choosing import choose, distractors
from .families import Family
from .offices import Office
from .paper import Draft, Heading, Item, Pagebreak, Paper
from .prose import Prose
from .wording import Filled, Setting, fill

_SECTIONS = (
    ("Đối ngoại chính trị và công tác quản lý đoàn ra, đoàn vào", "political", ("delegations",)),
    ("Ngoại giao kinh tế, thu hút đầu tư", "economy", ("fdi", "oda")),
    ("Công tác đối ngoại nhân dân và viện trợ phi chính phủ nước ngoài", "people", ("ngo",)),
    ("Ký kết thỏa thuận và tổ chức hội nghị, hội thảo quốc tế", "political", ("agreements", "conferences")),
    ("Thông tin đối ngoại, ngoại giao văn hóa", "culture", ("press",)),
    ("Công tác lãnh sự và người Việt Nam ở nước ngoài", "consular", ("diaspora", "remittances")),
)
_LETTERS = "abcdefgh"


@dataclass(frozen=True)
class Order:
    """What is ordered of a report, beside its figures."""

    office: Office
    request: str
    """The letter that asked for the report, in words."""
    annexes: tuple[Annex, ...] = ()
    opening: str = ""
    """A sentence before the lead: that this report replaces another one."""
    tracked: bool = False
    boxed: bool = False
    length: float = 1.0
    """1 is a usual paper of some four pages."""
    key: tuple[object, ...] = field(default=())
    """What the prose's lot depends on, so that a second version says nearly the same."""


def compose(setting: Setting, order: Order, families: tuple[Family, ...]) -> Draft:
    """The body of a report as a draft with what it states."""
    world, place, span = setting.world, setting.place, setting.span
    lot = world.lot("report", place.province_id, span, order.office.form, *order.key)
    prose = Prose(setting, order.office, order.request, lot)
    chosen = choose(families, setting, order.office.form)
    noise_left = distractors(families, setting, lot)
    draft = Draft()
    if order.opening:
        draft.text(order.opening)
    draft.text(prose.sentence("lead"))
    draft.heading("I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO", 1)
    _paragraphs(draft, prose, "leadership", _times(3, order), lot, footnote=True)
    draft.heading(f"II. KẾT QUẢ CÔNG TÁC ĐỐI NGOẠI {span.name().upper()}", 1)
    for number, (title, pool, topics) in enumerate(_SECTIONS, start=1):
        draft.heading(f"{number}. {title}", 2)
        _paragraphs(draft, prose, pool, _times(1, order), lot)
        families_here = [family for topic in topics for family in chosen.get(topic, ())]
        _topic_passages(draft, prose, families_here, setting, lot, boxed=order.boxed)
        if noise_left and number != len(_SECTIONS):
            _passage(draft, fill(noise_left.pop(), setting, lot), lot)
    for family in noise_left:
        _passage(draft, fill(family, setting, lot), lot)
    if order.tracked:
        _tracked(draft, prose)
    draft.heading("III. ĐÁNH GIÁ CHUNG", 1)
    _paragraphs(draft, prose, "evaluation", _times(3, order), lot)
    draft.heading("IV. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI", 1)
    _list(draft, prose, "directions", lot.randint(5, 8), ordered=lot.random() < 0.5)
    draft.heading("V. ĐỀ XUẤT, KIẾN NGHỊ", 1)
    _list(draft, prose, "proposals", lot.randint(2, 4), ordered=lot.random() < 0.5)
    draft.heading("VI. TỔ CHỨC THỰC HIỆN", 1)
    draft.text(
        "Giao các cơ quan, đơn vị liên quan căn cứ chức năng, nhiệm vụ triển khai các nội dung nêu trên."
    )
    draft.text(prose.sentence("closing"))
    for number, annex in enumerate(order.annexes, start=1):
        name = f"PHỤ LỤC {number}" if len(order.annexes) > 1 else "PHỤ LỤC"
        draft.annexes += [Pagebreak(), Heading(name, 1), annex.table]
        draft.stated.extend(annex.stated)
    return draft


def finish(
    draft: Draft, office: Office, number: str, title: tuple[str, ...], addressee: str, sent: date
) -> Paper:
    """A draft with its letterhead, title and signature."""
    return Paper(
        letterhead=office.letterhead(number, sent),
        title=title,
        blocks=tuple(draft.blocks),
        notes=tuple(draft.notes),
        recipients=office.recipients(addressee),
        signature=office.signature,
        stated=tuple(draft.stated),
        annexes=tuple(draft.annexes),
    )


def _times(number: int, order: Order) -> int:
    return max(1, round(number * order.length))


def _paragraphs(
    draft: Draft, prose: Prose, pool: str, number: int, lot: random.Random, *, footnote: bool = False
) -> None:
    for paragraph in prose.paragraphs(pool, number):
        if footnote and lot.random() < 0.5 and (note := prose.sentence("notes")):
            draft.text(paragraph.rstrip(".") + "[^1].", (note,))
        else:
            draft.text(paragraph)


def _topic_passages(
    draft: Draft, prose: Prose, families: list[Family], setting: Setting, lot: random.Random, *, boxed: bool
) -> None:
    introduced = set()
    lettered = 0
    for family in families:
        filled = fill(family, setting, lot)
        if filled.heading and len(families) > 1:
            draft.heading(f"{_LETTERS[lettered]}) {filled.heading}", 3)
            lettered += 1
        elif family.topic not in introduced and lot.random() < 0.4:
            draft.text(prose.intro(family.topic))
        introduced.add(family.topic)
        draft.filled(filled, boxed=boxed and family is families[-1])


def _passage(draft: Draft, filled: Filled, lot: random.Random) -> None:
    if filled.heading and lot.random() < 0.5:
        draft.heading(f"* {filled.heading}", 3)
    draft.filled(filled)


def _list(draft: Draft, prose: Prose, pool: str, number: int, *, ordered: bool) -> None:
    for count in range(1, number + 1):
        if sentence := prose.sentence(pool):
            draft.blocks.append(Item(sentence, count if ordered else 0))


def _tracked(draft: Draft, prose: Prose) -> None:
    """A paragraph with a tracked change; the deleted words hold a number that the report does not state."""
    draft.text(
        prose.sentence("consular") or prose.sentence("people") or "Công tác phối hợp được duy trì.",
        deleted=" Số đoàn ra sơ bộ là 999 đoàn.",
        inserted=" Các nội dung khác đang tiếp tục được rà soát.",
    )
