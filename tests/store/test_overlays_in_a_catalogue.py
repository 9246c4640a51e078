"""A process and overlays of it may lie in one folder: the plain one is meant unless a version is named."""

from pathlib import Path

import pytest

from banfa.errors import BanfaError
from banfa.store.catalogue import Catalogue
from tests.engine.tiny import ORG, PROCESS

HEAD = "banfa: 1\noverlay: {id}\nof: {base} {version}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base").mkdir()
    (tmp_path / "base/process.yaml").write_text(PROCESS, encoding="utf-8")
    (tmp_path / "base/org.yaml").write_text(ORG, encoding="utf-8")
    process = Catalogue(tmp_path / "base")._named([tmp_path / "base"], _id())[0].process
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        text = HEAD.format(id=name, base=process.id, version=process.version)
        (tmp_path / name / "process.yaml").write_text(text + "change: {}\n", encoding="utf-8")
    return tmp_path


def _id() -> str:
    return PROCESS.partition("process: ")[2].partition("\n")[0].strip()


def test_the_plain_process_is_meant_and_overlays_are_found_by_version(folder: Path) -> None:
    plain = Catalogue(folder).find(_id())
    assert plain.folder.name == "base"
    version = f"{plain.process.version}+two"
    found = Catalogue(folder).find(_id(), version)
    assert (found.folder.name, found.process.version) == ("two", version)
    assert found.sample_organisation == folder / "base/org.yaml"


def test_several_overlays_without_the_plain_process_are_a_question(folder: Path) -> None:
    for name in ("one", "two"):
        target = folder / "only" / name
        target.parent.mkdir(exist_ok=True)
        (folder / name).rename(target)
    (folder / "base").rename(folder / "only" / "base")
    found = Catalogue(folder / "only")
    assert found.find(_id()).folder.name == "base"
    found._loaded[folder / "only" / "base"] = []
    again = Catalogue(folder / "only")
    again._loaded.update(found._loaded)
    with pytest.raises(BanfaError, match="one"):
        again.find(_id())
