"""The folder of the demo: made anew by each run; nothing that is not the demo's is ever deleted."""

from __future__ import annotations

from pathlib import Path

from banfa.errors import BanfaError
from banfa.store import Store
from banfa.texts import Text

FOLDER = Path("demo")
DATABASE = FOLDER / "cases.db"


def fresh_database(process: str) -> str:
    """Return the address of the demo's database, after removing the one an earlier demo left.

    Raises BanfaError if a file there is not the demo's, OSError if the folder cannot be used.
    """
    FOLDER.mkdir(exist_ok=True)
    if DATABASE.exists():
        _refuse_anothers(process)
        for name in ("", "-wal", "-shm"):
            DATABASE.with_name(DATABASE.name + name).unlink(missing_ok=True)
    return address()


def address() -> str:
    """The address of the demo's database."""
    return f"sqlite:///{DATABASE.as_posix()}"


def _refuse_anothers(process: str) -> None:
    """The demo leaves a single numbered case of its process; a database with anything else is somebody's."""
    store = Store.open(address(), create=False)
    try:
        with store.reading() as tx:
            cases = tuple(tx.cases())
    finally:
        store.close()
    if len(cases) > 1 or any(case.process != process for case in cases):
        zh = f"{DATABASE} 里有别的案件，不删；请移走它，或换一个文件夹运行"
        en = f"{DATABASE} holds other cases and is not deleted; move it away, or run in another folder"
        raise BanfaError(Text(zh, en))
