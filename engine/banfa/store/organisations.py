"""Which organisation a case is run with: the one given, or for a shipped process the sample beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from banfa.errors import BanfaError
from banfa.language import load_org
from banfa.language.process import Process
from banfa.people import Organisation, organisation_for, organisation_of
from banfa.store.catalogue import Available, Catalogue
from banfa.texts import Text


class Organisations:
    """The organisations of one engine: `file` is the one given, `shipped` where the samples are."""

    def __init__(self, file: Path | None, shipped: Catalogue) -> None:
        self._file = file
        self._shipped = shipped
        self._fitting: set[tuple[Path, str]] = set()
        self._read = cache(lambda file: organisation_of(load_org(file).model))

    def used(self, shipped: bool) -> str | None:
        """Return "given" or "sample", or None if there is none for such a process."""
        return "given" if self._file is not None else "sample" if shipped else None

    def for_new(self, found: Available) -> Organisation:
        """Return the organisation of new cases; `DefinitionError` if it does not fit the process."""
        process = found.process
        file = self._file_of(process, found.shipped)
        if (file, process.meaning) not in self._fitting:
            organisation_for(load_org(file), process)
            self._fitting.add((file, process.meaning))
        return self.for_case(process, found.shipped)

    def for_case(self, process: Process, shipped: bool) -> Organisation:
        """Return the organisation of an open case; it may say more than the case's definition knows of.

        Raises BanfaError if none was given for a process of one's own.
        """
        return self._read(self._file_of(process, shipped))

    def _file_of(self, process: Process, shipped: bool) -> Path:
        if self._file is not None:
            return self._file
        if shipped:
            return self._shipped.find(process.id).sample_organisation
        zh = f"办法 {process.id} 没有组织；请用 org（--org）指明 org.yaml"
        en = f"there is no organisation for {process.id}; name its org.yaml with org (--org)"
        raise BanfaError(Text(zh, en))
