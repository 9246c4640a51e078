"""Events: what happened to a case, with effects complete in themselves (SEMANTICS 4.5, 4.6)."""

from __future__ import annotations

from typing import Any, NamedTuple

FORMAT = 1
"""The format of events written by this release."""

Effect = tuple[Any, ...]
"""One effect: its name and its arguments, JSON values only. The names, in full:

("home", u) ("number", k) ("enter", S) ("enter", S, W, r)  in region r of W
("region", W, r, S)  region r of W begins with S
("in", "base") ("in", S)  what follows is written there
("back", T, [steps], [fields]) ("resume", K)  K is left, what it interrupted goes on
("write", f, v)  v None hides an earlier value    ("table", t, row)  row index from 0, "otherwise" or "ask"
("appoint", r, u)  u a unit, or a list for `many`
("issue", d, k, q, [copies], [parts]) ("supersede", d, k) ("seal", d, k, part, {field: value})
("void", d, k, n) ("move", d, k, n, q, q2) ("received", d, k, n, q) ("received", d, k, n, q, "implied")
("ask", S, [[who, [kinds]], …], silent, in turn?)  a round of S is opened; silent: a step or None
("answer", S, who, step, [persons])  what follows is written in the round
("roster", S, "leave", who) ("roster", S, "close") ("roster", S, "add", [[who, [kinds]], …])
("waiver", rule, person, "free" | "spent") ("correct", f, v) ("did", step, [persons])
("stay", S) ("left", S)  a stay in which a clock stands still begins, ends
("clock", "late" | "reminded", duty, since)  a clock has dealt with it
("warned", what, [missing]) ("tell", r)
"""


class Event(NamedTuple):
    """One event of a case. `n` counts from 1; `step` is None unless a step was taken.

    An auto step has the kind "auto", the actor `banfa` and no role; its `cause` is the event before it,
    or the duty. What a clock does has the kind "due" or "remind", the actor `banfa.clock`, as cause the duty.
    """

    case: str
    n: int
    meaning: str
    format: int
    command: str
    kind: str
    step: str | None
    cause: int | str | None
    actor: str
    on_behalf_of: str | None
    role: str
    party: str
    recorder: str
    happened: str
    entered: str
    round: int  # `rounds` of the entry written into
    effects: tuple[Effect, ...]
    reason: str | None = None  # of a waiver or a correction
    again: int | None = None  # the event whose data were taken over
