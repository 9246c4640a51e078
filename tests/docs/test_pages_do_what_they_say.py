"""Every block of every page is tried as a reader would: in a checkout of his own, from a shell, in order.

Each section is tried on its own, after the opening of its page: a recipe can be followed without the others.
"""

import shutil
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT, RUN, Block, Section, sections
from tests.docs.reader import Reader, checkout

TRIED = sorted(page for page in DOCS.glob("*/*.md") if page.name != "reference.md")
PAGES = [*TRIED, ROOT / "README.md"]
NOT_TRIED = {"README.md": 1, "auditor.md": 1}
"""How many blocks a page has that are not tried, where it has some."""

Whole = tuple[Path, Section]


def with_blocks() -> list[Whole]:
    return [(page, section) for page in PAGES for section in sections(page)[1:] if section.blocks]


def name_of(whole: Whole) -> str:
    page, section = whole
    return f"{name_of_page(page)}-{section.title}"


def name_of_page(page: Path) -> str:
    return page.stem if page.parent == ROOT else f"{page.parent.name}-{page.stem}"


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checkout(tmp_path_factory.mktemp("fresh"))


@pytest.mark.parametrize("whole", with_blocks(), ids=name_of)
def test_a_section_can_be_followed_word_for_word(whole: Whole, fresh: Path, tmp_path: Path) -> None:
    page, section = whole
    mine = tmp_path / "banfa"
    shutil.copytree(fresh, mine)
    activate = mine / ".venv/bin/activate"
    activate.write_text(activate.read_text().replace(str(fresh), str(mine)))
    reader = Reader(mine, page)
    tried: list[Block] = [*sections(page)[0].blocks, *section.blocks]
    for block in tried:
        if block.not_run is None:
            reader.tries(block)
    assert tried


@pytest.mark.parametrize("page", PAGES, ids=name_of_page)
def test_every_block_is_of_a_kind_that_can_be_tried_or_says_why_not(page: Path) -> None:
    blocks = [block for section in sections(page) for block in section.blocks]
    assert {block.info for block in blocks if block.not_run is None} <= set(RUN)
    assert sum(block.not_run is not None for block in blocks) == NOT_TRIED.get(page.name, 0)
