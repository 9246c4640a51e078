"""Idempotency keys: asked twice with the same key (after a lost answer, say), a command is carried out once.

The first answer is kept in the transaction of the command, so never is only one of them there.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import orjson

from banfa.engine.answers import CaseNow
from banfa.engine.asking import check_words
from banfa.errors import Conflict
from banfa.kernel.decision import Warned
from banfa.store import Reading, Writing
from banfa.texts import Text


class Key:
    """The key of one command, if it has one, and the digest of what is asked under it."""

    def __init__(self, key: str | None, **asked: Any) -> None:
        check_words(idempotency_key=key)
        self._key = key
        self._content = _digest(asked) if key is not None else ""

    def answered(self, tx: Reading) -> CaseNow | None:
        """Return the first answer, or None for a new key; Conflict if other things were asked under it."""
        found = tx.answered(self._key) if self._key is not None else None
        if found is None:
            return None
        if found.content != self._content:
            raise _taken(self._key or "")
        return _answer(found.answer)

    def keep(self, tx: Writing, answer: CaseNow) -> CaseNow:
        """Keep the first answer, and return it."""
        if self._key is not None:
            tx.answer(self._key, self._content, orjson.dumps(_plain(answer)))
        return answer


def _digest(asked: dict[str, Any]) -> str:
    return sha256(repr(_ordered(asked)).encode("utf-8", "surrogatepass")).hexdigest()


def _ordered(value: Any) -> Any:
    """Whatever a caller may give, which the kernel judges, so that the order of keys says nothing."""
    if isinstance(value, Mapping):
        return sorted((repr(name), _ordered(one)) for name, one in value.items())
    if isinstance(value, list | tuple):
        return [_ordered(one) for one in value]
    return sorted(map(repr, value)) if isinstance(value, set | frozenset) else repr(value)


def _plain(answer: CaseNow) -> dict[str, Any]:
    warnings = [[w.code, w.articles, w.message.zh, w.message.en, w.missing] for w in answer.warnings]
    return {**answer._asdict(), "warnings": warnings}


def _answer(kept: bytes) -> CaseNow:
    raw = orjson.loads(kept)
    warnings = tuple(
        Warned(code, tuple(articles), Text(zh, en), tuple(missing))
        for code, articles, zh, en, missing in raw["warnings"]
    )
    return CaseNow(**{**raw, "states": tuple(raw["states"]), "warnings": warnings})


def _taken(key: str) -> Conflict:
    zh = f"幂等键 {key} 已经用过，内容不同，什么都没有办；别的事请用别的键"
    return Conflict(Text(zh, f"the key {key} was used for something else; nothing was done; take another"))
