"""The Chinese and the English page say the same: same headings, same blocks, links that lead somewhere."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT, Block, headings, sections

PAGES = sorted(page.name for page in (DOCS / "zh").glob("*.md"))
EVERY = [*sorted(DOCS.glob("**/*.md")), ROOT / "README.md", ROOT / "ARCHITECTURE.md"]
SAME = ("diff", "yaml", "json")
_COMMENT = re.compile(r"(^|\s+)#.*$|^ *export BANFA_LANG=en$\n?|\"\"\".*?\"\"\"", re.MULTILINE)


def code_of(block: Block) -> list[str]:
    """The lines that count: as they are of what is edited or answered, without comments of what is run."""
    text = block.text if block.info in SAME else _COMMENT.sub("", block.text)
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def test_every_page_is_there_in_both_languages() -> None:
    assert sorted(page.name for page in (DOCS / "en").glob("*.md")) == PAGES
    assert PAGES


@pytest.mark.parametrize("name", PAGES)
def test_both_pages_have_the_same_headings(name: str) -> None:
    zh, en = (headings(DOCS / lang / name) for lang in ("zh", "en"))
    assert [level for _, level, _ in zh] == [level for _, level, _ in en]


@pytest.mark.parametrize("name", [name for name in PAGES if name != "reference.md"])
def test_both_pages_show_the_same_edits_commands_and_programs(name: str) -> None:
    zh, en = (
        [block for section in sections(DOCS / lang / name) for block in section.blocks]
        for lang in ("zh", "en")
    )
    assert [block.info for block in zh] == [block.info for block in en]
    for ours, theirs in zip(zh, en, strict=True):
        if ours.info != "text":
            assert code_of(ours) == code_of(theirs), f"{name}: zh line {ours.line}, en line {theirs.line}"


@pytest.mark.parametrize("page", EVERY, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_something(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (page.parent / link).exists()] == []
