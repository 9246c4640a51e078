"""What an engine is made of, shared by its threads and transactions, and how it finds a case."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import islice

from banfa.engine.asking import check_words
from banfa.engine.moments import Clock
from banfa.engine.subscribers import Subscribers, Ticket
from banfa.errors import BanfaError, UnknownCase
from banfa.kernel.decision import Accepted
from banfa.language.process import Process
from banfa.language.suggest import suggest
from banfa.people import Organisation
from banfa.store import Kept, Logged, Reading, Store, Writing
from banfa.store.catalogue import Available, Catalogue, rebuilt
from banfa.store.organisations import Organisations
from banfa.texts import Text


class Parts:
    """The store, the processes, the organisations and the clock of one engine."""

    def __init__(
        self, store: Store, catalogue: Catalogue, organisations: Organisations, clock: Clock
    ) -> None:
        self.store = store
        self.catalogue = catalogue
        self.clock = clock
        self.organisations = organisations
        self.subscribers = Subscribers()
        self._definitions: dict[str, Process] = {}

    def found(self, process: str, version: str | None = None) -> Available:
        """Return the process that new cases run on; UnknownProcess names the nearest."""
        found = self.catalogue.find(process, version)
        self._definitions[found.process.meaning] = found.process
        return found

    def definition(self, tx: Reading, kept: Kept) -> Process:
        """Return the definition a case runs on, whatever its folder says by now."""
        if kept.shipped and kept.meaning not in self._definitions:
            self._remember_shipped(kept)
        return self.known(tx, kept.meaning)

    def known(self, tx: Reading, meaning: str) -> Process:
        """Return the definition with this hash, which the store keeps."""
        if meaning not in self._definitions:
            self._definitions[meaning] = _rebuilt(tx, meaning)
        return self._definitions[meaning]

    def clocked(self, tx: Reading) -> tuple[Available, ...]:
        """Return the processes of which a clock opens cases: all that were given, or shipped ones in use."""
        used = {process for _, process in tx.meanings()} if self.catalogue.shipped else None
        return self.catalogue.clocked(used)

    def logged(self, accepted: Accepted, org: Organisation) -> tuple[Logged, ...]:
        """Return the events with what is noted beside them."""
        noted = {"organisation": org.digest, "account": self.account}
        return tuple(Logged(event, noted) for event in accepted.events)

    def _remember_shipped(self, kept: Kept) -> None:
        """A shipped process that still means the same: it is read anyway, for the organisation beside it."""
        process = self.organisations.shipped.find(kept.process).process
        self._definitions[process.meaning] = process

    @cached_property
    def account(self) -> str:
        """The operating system's user, as far as it tells."""
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return ""


class Desk:
    """A place from which cases are worked on: it has the parts, and says in which transaction."""

    def __init__(self, parts: Parts) -> None:
        self._opened = parts

    @property
    def _parts(self) -> Parts:
        """The parts; StoreError once the engine is closed."""
        self._opened.store.check_open()
        return self._opened

    @contextmanager
    def _writing(self) -> Iterator[Writing]:
        """The transaction of one command; once it is kept, subscribers are told of it."""
        parts = self._parts
        ticket: Ticket | None = None
        try:
            with parts.store.writing() as tx:
                yield tx
                ticket = parts.subscribers.queue(tx.notes)
        except BaseException:
            parts.subscribers.settle(ticket, ())
            raise
        parts.subscribers.settle(ticket, tx.notes)

    @contextmanager
    def _reading(self) -> Iterator[Reading]:
        """The transaction of one question."""
        with self._parts.store.reading() as tx:
            yield tx


_LOOKED_AT = 1000
"""So many cases are looked at for the one that may be meant."""


def one_case(tx: Reading, ref: str) -> Kept:
    """Return the case with this id or number; UnknownCase if there is none, or several have the number."""
    check_words(case=ref)
    found = tx.find(ref)
    if len(found) == 1:
        return found[0]
    if not found:
        near = suggest(ref, [kept.number for kept in islice(tx.cases(), _LOOKED_AT) if kept.number])
        zh = f"没有案件 {ref}" + (f"；是否指 {near}？" if near else "")
        text = Text(zh, f"there is no case {ref}" + (f"; do you mean {near}?" if near else ""))
    else:
        of = "、".join(f"{kept.process}: {kept.id}" for kept in found)
        text = Text(
            f"编号 {ref} 有几个案件，请用案件 id：{of}", f"{ref} is the number of several cases: {of}"
        )
    raise UnknownCase(text)


def _rebuilt(tx: Reading, meaning: str) -> Process:
    definition = tx.definition(meaning)
    if definition is None:
        zh = f"数据库里缺少定义 {meaning[:12]}；请从备份恢复"
        raise BanfaError(Text(zh, f"the database lacks the definition {meaning[:12]}; restore a backup"))
    return rebuilt(definition)
