"""No data, no database, no reader, no room: a clear answer, and nothing half-written."""

import os
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ORG, PROCESS, Banfa, Said

START = ("case", "start", PROCESS, *ORG, "--as", "ann", "--data", '{"purpose": "合同"}')


def cases_in(folder: Path) -> int:
    with sqlite3.connect(folder / "cases.db") as connection:
        count: int = connection.execute("SELECT count(*) FROM banfa_cases").fetchone()[0]
    return count


@pytest.mark.parametrize(
    ("raw", "zh", "en"),
    [
        ('{"purpose": "合同"}'.encode("gbk"), "像是 GBK", "looks like GBK"),
        ('{"purpose": "合同"}'.encode("utf-16"), "像是 UTF-16", "looks like UTF-16"),
        (b'{"purpose": "\xff\xfe\x00"}', "不是 UTF-8 的文字", "no text in UTF-8"),
    ],
)
def test_a_file_in_another_encoding_is_named_with_the_way_out(
    seal: Path, banfa: Banfa, raw: bytes, zh: str, en: str
) -> None:
    (seal / "data.json").write_bytes(raw)
    words = (*START[:-1], "data.json")
    chinese, english = banfa(*words), banfa("--lang", "en", *words)
    assert (chinese.code, english.code) == (2, 2)
    assert zh in chinese.err
    assert en in english.err
    assert ("iconv" in chinese.err) == ("像是" in zh)


def test_data_of_a_hundred_megabytes_are_refused_without_being_read(seal: Path, banfa: Banfa) -> None:
    with (seal / "data.json").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    said = banfa(*START[:-1], "data.json")
    assert (said.code, "太大" in said.err) == (2, True)
    assert not (seal / "cases.db").exists()


def test_a_database_of_another_program_is_left_alone(seal: Path, banfa: Banfa) -> None:
    with sqlite3.connect(seal / "cases.db") as connection:
        connection.execute("CREATE TABLE banfa_cases (id TEXT)")
    before = (seal / "cases.db").read_bytes()
    for words in (START, ("case", "list", *ORG)):
        said = banfa(*words)
        assert (said.code, "别的程序" in said.err) == (2, True)
    assert (seal / "cases.db").read_bytes() == before


def test_a_database_of_another_program_is_not_read_as_ours(seal: Path, banfa: Banfa) -> None:
    with sqlite3.connect(seal / "cases.db") as connection:
        connection.execute("CREATE TABLE diary (page TEXT)")
    said = banfa("case", "list", *ORG)
    assert (said.code, said.out, "cases.db" in said.err) == (2, "", True)


def test_a_file_that_is_no_database_is_told(seal: Path, banfa: Banfa) -> None:
    (seal / "cases.db").write_text("my diary " * 1000, "utf-8")
    assert "不是数据库" in banfa(*START).err


def banfa_apart(folder: Path, *words: str, before: object = None) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "banfa.cli", *words],
        cwd=folder,
        capture_output=True,
        preexec_fn=before,  # type: ignore[call-overload]
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def test_a_full_disk_is_told_and_nothing_is_half_written(started: Said, seal: Path) -> None:
    big = seal / "big.json"
    big.write_text('{"purpose": "' + "长" * 400_000 + '"}', "utf-8")
    room = (seal / "cases.db").stat().st_size + 100_000

    def little_room() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    ran = banfa_apart(seal, *START[:-1], "big.json", before=little_room)
    said = ran.stdout.decode() + ran.stderr.decode()
    assert (ran.returncode, "Traceback" in said, "✓" in said) == (2, False, False)
    assert "数据库" in said
    assert cases_in(seal) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_database_that_may_only_be_read_is_told(started: Said, seal: Path, banfa: Banfa) -> None:
    (seal / "cases.db").chmod(0o400)
    said = banfa(*START)
    assert (said.code, "只读" in said.err) == (2, True)


def test_a_database_opened_for_reading_only_is_told_and_keeps_what_it_had(
    started: Said, banfa: Banfa, seal: Path
) -> None:
    said = banfa(*START, "--db", f"sqlite:///file:{seal / 'cases.db'}?mode=ro&uri=true")
    assert (said.code, "只读" in said.err) == (2, True), said
    assert cases_in(seal) == 1


def test_a_list_whose_reader_has_gone_ends_quietly(started: Said, seal: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ran = subprocess.run(
        [sys.executable, "-m", "banfa.cli", "case", "list"],
        cwd=seal,
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (141, b"")


def test_no_colour_goes_into_a_pipe(started: Said, seal: Path) -> None:
    for words in (("case", "list"), ("case", "history", started.json["number"], *ORG)):
        assert b"\x1b" not in banfa_apart(seal, *words).stdout
