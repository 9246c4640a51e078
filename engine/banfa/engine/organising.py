"""The organisation of a database: applied by somebody with the authority to, and recorded."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from banfa.engine.asking import check_words
from banfa.engine.parts import Desk
from banfa.engine.unfamiliar import unfamiliar
from banfa.errors import InvalidInput, Refused
from banfa.kernel.decision import Failed, Problem, Refusal, Warned
from banfa.people import Organisation, organisation_of
from banfa.store import Applied
from banfa.store.organisations import written
from banfa.texts import Text

MOST_BYTES = 16 * 1024 * 1024


class Holding(NamedTuple):
    """The organisation that holds after an application, and what was warned of."""

    applied: Applied
    organisation: Organisation
    warnings: tuple[Warned, ...] = ()


class Organising(Desk):
    """What is done with the organisation as a whole."""

    def apply_organisation(self, file: str | Path, *, actor: str) -> Holding:
        """Let the organisation in `file` hold from now on, open cases included; decisions note its digest.

        The first needs no authority; later ones are for a person with `admin: true` in the one that holds,
        else `Refused`. The same organisation again changes nothing. It holds even where it names roles that
        no process knows, in the folder of processes or in the database, or units it does not have: these are
        warned of, with what was probably meant. Raises `DefinitionError` or `OSError`.
        """
        check_words(actor=actor)
        content = _content(Path(file))
        organisation = organisation_of(written(content, Path(file).name).model)
        with self._writing() as tx:
            before = tx.organisation()
            if before is not None:
                _check_authority(organisation_of(written(before.content).model), actor)
            if before is None or before.digest != organisation.digest:
                before = self._next(before, organisation, content, actor)
                tx.apply_organisation(before)
        warnings = (*_warnings(organisation), *unfamiliar(organisation, self._known_roles()))
        return Holding(before, organisation, warnings)

    def organisations(self) -> tuple[Applied, ...]:
        """Return every organisation that was applied, oldest first; the last one holds."""
        with self._reading() as tx:
            return tx.organisations()

    def _known_roles(self) -> frozenset[str]:
        """The roles of every process that new cases may run on, or some case ever ran on."""
        with self._reading() as tx:
            kept = [self._parts.known(tx, meaning) for meaning, _ in tx.meanings()]
        return frozenset(role for one in (*self._parts.catalogue.readable(), *kept) for role in one.roles)

    def _next(
        self, before: Applied | None, organisation: Organisation, content: bytes, actor: str
    ) -> Applied:
        n = before.n + 1 if before is not None else 1
        entered = self._parts.clock().isoformat(timespec="seconds")
        return Applied(n, organisation.digest, content, actor, self._parts.account, entered)


def _content(file: Path) -> bytes:
    with file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        text = Text("组织文件太大（超过 16 MB）", "the file is too large for an organisation (over 16 MB)")
        raise InvalidInput((Problem("file", text),))
    return content


def _check_authority(holding: Organisation, actor: str) -> None:
    if holding.is_admin(actor):
        return
    admins = sorted(person for person in holding.people if holding.is_admin(person))
    who_zh, who_en = "、".join(admins) or "（没有人）", ", ".join(admins) or "nobody"
    text = Text(f"更换组织由 admin 办：{who_zh}", f"a new organisation is applied by an admin: {who_en}")
    raise Refused(Refusal(None, "role", (Failed("banfa.admin", (), text, {}),)))


def _warnings(organisation: Organisation) -> tuple[Warned, ...]:
    if any(organisation.is_admin(person) for person in organisation.people):
        return ()
    zh = "这个组织里没有人有 admin: true，以后谁也不能再更换它"
    return (Warned("banfa.no_admin", (), Text(zh, "nobody in it has admin: true, so nobody can replace it")),)
