"""Who is told of what happened: after it is kept, in the order in which it was, whatever their own errors."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from banfa.engine.answers import CaseNow
from banfa.kernel.event import Event

_log = logging.getLogger("banfa")


class Happened(NamedTuple):
    """A command that was accepted and kept: the case after it, the events, whether the case is at an end."""

    case: CaseNow
    events: tuple[Event, ...]
    ended: bool


Callback = Callable[[Happened], object]


@dataclass(slots=True)
class Ticket:
    """A place in the queue, taken within the transaction: so the queue has the order of the commits."""

    happened: tuple[Happened, ...]
    settled: bool = False


class Subscribers:
    """The callbacks of one engine. Each is told of what this engine did; other processes have their own."""

    def __init__(self) -> None:
        self._callbacks: tuple[Callback, ...] = ()
        self._queue: deque[Ticket] = deque()
        self._lock = threading.Lock()
        self._telling = False

    def add(self, callback: Callback) -> Callable[[], None]:
        """Tell `callback` from now on; call what is returned to end it."""
        with self._lock:
            self._callbacks = (*self._callbacks, callback)

        def end() -> None:
            with self._lock:
                self._callbacks = tuple(one for one in self._callbacks if one is not callback)

        return end

    def queue(self, happened: Iterable[Happened]) -> Ticket | None:
        """Take a place, while the transaction still bars all others; None if there is nobody to tell."""
        told = tuple(happened)
        if not (told and self._callbacks):
            return None
        ticket = Ticket(told)
        with self._lock:
            self._queue.append(ticket)
        return ticket

    def settle(self, ticket: Ticket | None, kept: Iterable[Happened]) -> None:
        """Say what of a ticket was kept, and tell all whose turn has come.

        One thread tells at a time; what comes meanwhile, from a callback or another thread, it tells too.
        """
        if ticket is None:
            return
        with self._lock:
            ticket.happened, ticket.settled = tuple(kept), True
            if self._telling:
                return
            self._telling = True
        try:
            self._tell_all()
        except BaseException:
            with self._lock:
                self._telling = False
            raise

    def _tell_all(self) -> None:
        while True:
            with self._lock:
                if not (self._queue and self._queue[0].settled):
                    self._telling = False
                    return
                ticket = self._queue.popleft()
            for happened in ticket.happened:
                self._tell(happened)

    def _tell(self, happened: Happened) -> None:
        for callback in self._callbacks:
            try:
                callback(happened)
            except Exception:  # the step is kept, and the others are to be told
                _log.exception("a subscriber failed; the step of case %s is kept", happened.case.id)
