"""What a database can do wrong, said so that people know what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, TimeoutError

from banfa.errors import BanfaError, Conflict
from banfa.texts import Text

if TYPE_CHECKING:
    from banfa.store.kinds import Kind


class StoreError(BanfaError):
    """The database cannot be used as it is; `text` says why and what to do."""


class NoDatabase(StoreError):
    """There is no database yet."""


class told:
    """Turn every error of the database at `where` within the block into a `StoreError` or a `Conflict`."""

    __slots__ = ("_kind", "_where")

    def __init__(self, where: str, kind: Kind) -> None:
        self._where, self._kind = where, kind

    def __enter__(self) -> None:
        """Nothing to do: the errors come at the end."""

    def __exit__(self, _type: object, error: BaseException | None, _where: object) -> None:
        if isinstance(error, DBAPIError):
            raise _said(error.orig or error, self._where, self._kind) from error
        if isinstance(error, TimeoutError):
            raise _known("taken", self._where) from error
        if isinstance(error, self._kind.errors):
            raise _said(error, self._where, self._kind) from error


def _said(error: BaseException, where: str, kind: Kind) -> BanfaError:
    cause = kind.cause(error)
    if cause is not None:
        return _known(cause, where)
    zh = f"数据库 {where} 出错：{error}"
    return StoreError(Text(zh, f"the database {where} failed: {error}"))


def _known(cause: str, where: str) -> BanfaError:
    zh, en = KNOWN[cause]
    return (Conflict if cause == "taken" else StoreError)(Text(zh.format(where), en.format(where)))


KNOWN = {
    "read-only": (
        "数据库 {} 是只读的，什么都没有写入；请给予写的权限，或换一个 --db",
        "the database {} is read-only and nothing was written; allow writing, or name another --db",
    ),
    "closed to us": (
        "打不开数据库 {}；请看它（文件夹、服务器）是否存在、是否有权限",
        "cannot open the database {}; see whether it (its folder, its server) is there and may be used",
    ),
    "no database": ("{} 不是数据库；请换一个 --db", "{} is no database; name another --db"),
    "damaged": (
        "数据库 {} 已损坏，什么都没有写入；请从备份恢复",
        "the database {} is damaged and nothing was written; restore it from a backup",
    ),
    "full": (
        "数据库 {} 写不进去，什么都没有写入；请看磁盘是否已满",
        "the database {} cannot be written to and nothing was written; see whether the disk is full",
    ),
    "taken": (
        "数据库 {} 正被别的程序占用，什么都没有写入；请稍后再试",
        "another program is writing to the database {}; nothing was written, try again",
    ),
}
"""What is wrong, by the causes that a kind of database tells apart."""


def bad_url(where: str) -> StoreError:
    """The address of a database that cannot be read as one."""
    zh = f"看不懂数据库地址 {where}；请写成 sqlite:///cases.db 或 postgresql://…"
    en = f"cannot read the database address {where}; write sqlite:///cases.db or postgresql://…"
    return StoreError(Text(zh, en))


def no_driver() -> StoreError:
    """The driver of PostgreSQL is an extra."""
    zh = "用 PostgreSQL 还要装 psycopg：pip install 'banfa[postgres]'"
    return StoreError(Text(zh, "PostgreSQL needs psycopg: pip install 'banfa[postgres]'"))


def closed(where: str) -> StoreError:
    """The engine was closed by its owner."""
    zh = f"数据库 {where} 的引擎已经关闭；请再 Engine.open 一次"
    return StoreError(Text(zh, f"the engine of {where} is closed; open another with Engine.open"))


def in_no_transaction() -> StoreError:
    """A connection on which every statement is kept at once."""
    zh = "这个连接是自动提交的，没有事务；请不要用 AUTOCOMMIT"
    return StoreError(Text(zh, "this connection commits by itself (AUTOCOMMIT); use one with transactions"))


def not_there(where: str) -> NoDatabase:
    """There is no such database, and reading makes none."""
    zh = f"没有数据库 {where}；立了第一个案件才有，或用 --db 指明"
    return NoDatabase(Text(zh, f"there is no database {where}; start a case first, or name it with --db"))


def another_database(where: str) -> StoreError:
    """A caller's connection that leads to another database than the engine's."""
    zh = f"这个连接不是数据库 {where} 的；请用连到同一个数据库的 SQLAlchemy 连接"
    en = f"this connection is not one to {where}; use an SQLAlchemy connection to the same database"
    return StoreError(Text(zh, en))


def no_tables(where: str) -> NoDatabase:
    """A database of an application in which no case was ever started."""
    zh = f"数据库 {where} 里没有 banfa 的表；立了第一个案件才有，或用 --db 指明"
    en = f"the database {where} has no tables of banfa; start a case first, or name another with --db"
    return NoDatabase(Text(zh, en))


def foreign(where: str, names: Iterable[str]) -> StoreError:
    """A database in which another program has tables of our names."""
    named = "、".join(sorted(names))
    zh = f"数据库 {where} 里已有别的程序的表 {named}，不动它；请换一个 --db"
    en = f"in {where} another program has {named}, which are left alone; name another --db"
    return StoreError(Text(zh, en))


def too_new(where: str, schema: str) -> StoreError:
    """A database that a later release made."""
    zh = f"数据库 {where} 是更新的 banfa 写的（格式 {schema}）；请升级 banfa"
    return StoreError(Text(zh, f"a later banfa wrote {where} (format {schema}); upgrade banfa"))
