import hashlib
import os
from pathlib import Path

import pytest

from pipeline.atomic import sha256_of, write_whole, written_whole


@pytest.mark.parametrize("durable", [False, True])
@pytest.mark.parametrize("content", ["số liệu", b"\x00bytes", ""])
def test_a_file_is_written_with_its_folder(tmp_path: Path, content: str | bytes, durable: bool) -> None:
    path = tmp_path / "new" / "a.txt"
    write_whole(path, content, durable)
    raw = content.encode() if isinstance(content, str) else content
    assert path.read_bytes() == raw
    assert sha256_of(path) == hashlib.sha256(raw).hexdigest()
    assert os.listdir(path.parent) == ["a.txt"]


def test_what_fails_halfway_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, "old")
    path.chmod(0o640)

    def half() -> None:
        with written_whole(path) as partial:
            partial.write_text("half")
            assert path.read_text() == "old"
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        half()
    assert (path.read_text(), os.listdir(tmp_path)) == ("old", ["a.txt"])
    write_whole(path, "new")
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o640)
