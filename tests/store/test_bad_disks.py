"""A disk that is full, a file that is damaged: a clear error, and nothing by halves."""

from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from banfa import BanfaError
from tests.engine.tiny import engine_in


def test_on_a_full_disk_nothing_is_written_and_the_engine_goes_on_once_there_is_room(tmp_path: Path) -> None:
    pages = [10**6]

    def bound(connection: object, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages[0]}")  # type: ignore[attr-defined]

    event.listen(Pool, "checkout", bound)
    try:
        with engine_in(tmp_path) as engine:
            case = engine.start("seal-use", actor="ann", data={"purpose": "合同"}).id
            pages[0] = 1  # no more than there are now
            with pytest.raises(BanfaError, match="磁盘是否已满"):
                engine.fire(case, "add_note", actor="ann", data={"why": "长" * 100_000})
            assert engine.show(case)["version"] == len(engine.history(case)) == 1
            pages[0] = 10**6
            assert engine.fire(case, "add_note", actor="ann", data={"why": "急"}).version == 2
    finally:
        event.remove(Pool, "checkout", bound)


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    with engine_in(tmp_path) as engine:
        for _ in range(3):
            engine.start("seal-use", actor="ann", data={"purpose": "合同" * 500})
    file = tmp_path / "cases.db"
    content = bytearray(file.read_bytes())
    content[4096 * 2 :] = b"\xff" * (len(content) - 4096 * 2)
    file.write_bytes(content)
    with pytest.raises(BanfaError, match="已损坏"), engine_in(tmp_path) as engine:
        engine.cases()
