"""Commands and questions within the caller's own transaction: kept with it, or gone with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from banfa.engine.commands import Commands
from banfa.engine.parts import Parts
from banfa.engine.questions import Questions
from banfa.engine.subscribers import Happened, Ticket
from banfa.store import Reading, Writing
from banfa.store.joining import Joined


class Transaction(Commands, Questions):
    """What an engine can do, done on the caller's connection. Of one thread, while the block lasts."""

    def __init__(self, parts: Parts, joined: Joined) -> None:
        super().__init__(parts)
        self._joined = joined
        self._store, self._subscribers = parts.store, parts.subscribers  # as long as the caller's transaction

    @contextmanager
    def _writing(self) -> Iterator[Writing]:
        """A command that raises leaves the caller's transaction as it was, and usable."""
        with self._joined.writing() as tx:
            yield tx
            ticket = self._parts.subscribers.queue(tx.notes)
        if ticket is not None:
            self._joined.when_settled(lambda kept: self._settle(ticket, kept))

    @contextmanager
    def _reading(self) -> Iterator[Reading]:
        with self._joined.reading() as tx:
            yield tx

    def _settle(self, ticket: Ticket, kept: bool) -> None:
        """The caller may have gone back to a savepoint of his own: only what the store has is told."""
        asks = kept and not self._store.closed
        there = [one for one in ticket.happened if self._is_kept(one)] if asks else []
        self._subscribers.settle(ticket, there)

    def _is_kept(self, one: Happened) -> bool:
        with self._store.reading() as tx:
            log = {logged.event.command for logged in tx.events(one.case.id)}
        return all(event.command in log for event in one.events)
