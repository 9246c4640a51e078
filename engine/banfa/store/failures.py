"""What a database can do wrong, said so that people know what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from banfa.errors import BanfaError, Conflict
from banfa.texts import Text


class StoreError(BanfaError):
    """The database cannot be used as it is; `text` says why and what to do."""


class NoDatabase(StoreError):
    """There is no database yet."""


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn every error of the database at `where` within the block into a `StoreError` or a `Conflict`."""
    try:
        yield
    except DBAPIError as error:
        raise _said(str(error.orig), where) from error
    except sqlite3.Error as error:
        raise _said(str(error), where) from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise bad_url(where) from error


def _said(cause: str, where: str) -> BanfaError:
    for sign, kind, zh, en in _KNOWN:
        if sign in cause:
            return kind(Text(zh.format(where), en.format(where)))
    zh = f"数据库 {where} 出错：{cause}"
    return StoreError(Text(zh, f"the database {where} failed: {cause}"))


_KNOWN: tuple[tuple[str, type[BanfaError], str, str], ...] = (
    (
        "readonly",
        StoreError,
        "数据库 {} 是只读的，什么都没有写入；请给予写的权限，或换一个 --db",
        "the database {} is read-only and nothing was written; allow writing, or name another --db",
    ),
    (
        "unable to open",
        StoreError,
        "打不开数据库 {}；请看文件夹是否存在、是否有权限",
        "cannot open the database {}; see whether its folder exists and may be used",
    ),
    (
        "not a database",
        StoreError,
        "{} 不是数据库；请换一个 --db",
        "{} is no database; name another --db",
    ),
    (
        "malformed",
        StoreError,
        "数据库 {} 已损坏；请从备份恢复",
        "the database {} is damaged; restore it from a backup",
    ),
    (
        "full",
        StoreError,
        "数据库 {} 所在的磁盘已满，什么都没有写入",
        "the disk of the database {} is full; nothing was written",
    ),
    (
        "locked",
        Conflict,
        "数据库 {} 正被别的程序占用，什么都没有写入；请稍后再试",
        "another program is writing to the database {}; nothing was written, try again",
    ),
)


def bad_url(where: str) -> StoreError:
    """The address of a database that cannot be read as one."""
    zh = f"看不懂数据库地址 {where}；请写成 sqlite:///cases.db"
    return StoreError(Text(zh, f"cannot read the database address {where}; write sqlite:///cases.db"))


def not_there(where: str) -> NoDatabase:
    """There is no such database, and reading makes none."""
    zh = f"没有数据库 {where}；立了第一个案件才有，或用 --db 指明"
    return NoDatabase(Text(zh, f"there is no database {where}; start a case first, or name it with --db"))


def another_database(where: str) -> StoreError:
    """A caller's connection that leads to another database than the engine's."""
    zh = f"这个连接不是数据库 {where} 的；请用连到同一个 SQLite 文件的 SQLAlchemy 连接"
    en = f"this connection is not one to {where}; use an SQLAlchemy connection to the same SQLite file"
    return StoreError(Text(zh, en))


def foreign(where: str) -> StoreError:
    """A database that another program made."""
    zh = f"{where} 是别的程序的数据库，不动它；请换一个 --db"
    return StoreError(Text(zh, f"{where} belongs to another program and is left alone; name another --db"))


def too_new(where: str, schema: str) -> StoreError:
    """A database that a later release made."""
    zh = f"数据库 {where} 是更新的 banfa 写的（格式 {schema}）；请升级 banfa"
    return StoreError(Text(zh, f"a later banfa wrote {where} (format {schema}); upgrade banfa"))
