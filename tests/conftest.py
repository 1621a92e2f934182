"""The small home that the tests of the steps and of the front run: two reports, a broken file, a register."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.home import Home

REPORT = """{head}
*
Số {number}-BC/TU
ĐẢNG CỘNG SẢN VIỆT NAM
{place}, ngày {day} tháng 6 năm 2023

BÁO CÁO
công tác đối ngoại 6 tháng đầu năm 2023
(Tài liệu mẫu – số liệu giả định)

I. KẾT QUẢ CÔNG TÁC ĐỐI NGOẠI 6 THÁNG ĐẦU NĂM 2023
Trong 6 tháng đầu năm 2023, tỉnh đã cử {out} đoàn ra nước ngoài và đón {into} đoàn vào thăm, làm việc.
"""

REGISTER = """Số đến,Ngày đến,Cơ quan ban hành,Số ký hiệu,Ngày văn bản,Trích yếu,Tệp đính kèm,Ghi chú
1,22/06/2023,Tỉnh ủy Đồng Nai,101-BC/TU,20/06/2023,Báo cáo đối ngoại 6 tháng đầu năm 2023,dong_nai.txt,
2,05/07/2023,Tỉnh ủy An Giang,102-BC/TU,21/06/2023,Báo cáo đối ngoại 6 tháng đầu năm 2023,an_giang.txt,
3,24/06/2023,Tỉnh ủy Cà Mau,103-BC/TU,22/06/2023,Báo cáo đối ngoại 6 tháng đầu năm 2023,ca_mau.docx,
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Two reports that can be read, one Word file that is broken, and their register."""
    return tiny_home(tmp_path / "home")


def tiny_home(root: Path) -> Home:
    home = Home(root)
    inbox = home.inbox("2023-06")
    inbox.mkdir(parents=True)
    for name, head, place, number, day, out, into in (
        ("dong_nai", "TỈNH ỦY ĐỒNG NAI", "Đồng Nai", 101, 20, 12, 25),
        ("an_giang", "TỈNH ỦY AN GIANG", "An Giang", 102, 21, "07", "09"),
    ):
        text = REPORT.format(head=head, place=place, number=number, day=day, out=out, into=into)
        (inbox / f"{name}.txt").write_text(text, encoding="utf-8")
    (inbox / "ca_mau.docx").write_bytes(b"PK\x03\x04 a Word file that was cut off")
    (inbox / "register.csv").write_text(REGISTER, encoding="utf-8")
    return home


@pytest.fixture(scope="session")
def home_of_the_session(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The same home, made once; tests work on copies of it."""
    return tiny_home(tmp_path_factory.mktemp("once") / "home")
