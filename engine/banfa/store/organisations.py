"""Which organisation a case is run with: the one given, the one applied, or a shipped process's sample."""

from __future__ import annotations

from pathlib import Path

from banfa.errors import BanfaError, DefinitionError
from banfa.language import load_org
from banfa.language.process import Process
from banfa.language.single_files import Org, org_from
from banfa.people import Organisation, organisation_for, organisation_of
from banfa.store.catalogue import Available, Catalogue
from banfa.store.database import Applied, Reading
from banfa.texts import Text


class Organisations:
    """The organisations of one engine: `file` is the one given; samples lie beside shipped processes.

    `applied` is what the store says holds now, as of the transaction that asks. Raises `DefinitionError` for
    a file that says none.
    """

    def __init__(self, file: Path | None, catalogue: Catalogue) -> None:
        self._file = file
        self.shipped = catalogue if catalogue.shipped else Catalogue()
        self._fitting: set[tuple[str, str]] = set()
        self._files: dict[Path, _Read] = {}
        self._applied: dict[str, _Read] = {}
        if file is not None:
            self._from_file(file)

    def applied(self, tx: Reading) -> Applied | None:
        """Return what was applied; nobody asks the store if a file was given, which goes before it."""
        return tx.organisation() if self._file is None else None

    def used(self, shipped: bool, applied: Applied | None) -> str | None:
        """Return "given", "applied" or "sample", or None if there is none for such a process."""
        if self._file is not None:
            return "given"
        return "applied" if applied is not None else "sample" if shipped else None

    def for_new(self, found: Available, applied: Applied | None) -> Organisation:
        """Return the organisation of new cases; `DefinitionError` if it does not fit the process."""
        process = found.process
        read = self._of(process, found.shipped, applied)
        key = (read.organisation.digest, process.meaning)
        if key not in self._fitting:
            organisation_for(read.written, process)
            self._fitting.add(key)
        return read.organisation

    def for_case(self, process: Process, shipped: bool, applied: Applied | None) -> Organisation:
        """Return the organisation of an open case; it may say more than the case's definition knows of.

        Raises BanfaError if there is none for a process of one's own.
        """
        return self._of(process, shipped, applied).organisation

    def _of(self, process: Process, shipped: bool, applied: Applied | None) -> _Read:
        if self._file is not None:
            return self._from_file(self._file)
        if applied is not None:
            return self._from_store(applied)
        if shipped:
            return self._from_file(self.shipped.find(process.id).sample_organisation)
        zh = f"办法 {process.id} 没有组织；请用 org（--org）指明 org.yaml，或先 banfa org apply"
        en = f"there is no organisation for {process.id}; name its org.yaml with org (--org), or apply one"
        raise BanfaError(Text(zh, en))

    def _from_file(self, file: Path) -> _Read:
        if file not in self._files:
            self._files[file] = _Read(load_org(file))
        return self._files[file]

    def _from_store(self, applied: Applied) -> _Read:
        if applied.digest not in self._applied:
            self._applied[applied.digest] = _Read(written(applied.content))
        return self._applied[applied.digest]


class _Read:
    """An organisation with the places of its text."""

    def __init__(self, written: Org) -> None:
        self.written = written
        self.organisation = organisation_of(written.model)


def written(content: bytes, file: str = "org.yaml") -> Org:
    """Return the organisation that a file's content says; `DefinitionError` with all that is wrong."""
    org, problems = org_from(content, file)
    if org is None:
        raise DefinitionError(problems)
    return org
