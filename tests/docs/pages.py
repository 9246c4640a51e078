"""Pages read as a reader reads them: sections, and in them the blocks that can be tried."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
NOT_RUN = re.compile(r"<!-- (?:不执行：|not run: )(.+) -->")
RUN = ("sh", "python", "diff", "yaml", "text", "json")


@dataclass(frozen=True)
class Block:
    """A fenced block: what it says, where it stands, and why it is not tried, if it is not."""

    info: str
    text: str
    line: int
    not_run: str | None

    @property
    def first(self) -> str:
        """Its first line."""
        return self.text.partition("\n")[0]

    @property
    def rest(self) -> str:
        """All but the first line."""
        return self.text.partition("\n")[2]


@dataclass(frozen=True)
class Section:
    """What stands under a heading of the second level; "" is what comes before the first."""

    title: str
    level_titles: tuple[tuple[int, str], ...]
    blocks: tuple[Block, ...]


_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)


def sections(page: Path) -> tuple[Section, ...]:
    """Return the sections of a page, the opening first."""
    text = page.read_text(encoding="utf-8")
    blocks = [
        Block(match[1], match[2], text.count("\n", 0, match.start()) + 1, _why_not(text[: match.start()]))
        for match in _FENCE.finditer(text)
    ]
    starts = [(0, "")] + [(line, title) for line, level, title in headings(page) if level == 2]
    ends = [line for line, _ in starts[1:]] + [text.count("\n") + 2]
    return tuple(
        Section(
            title,
            tuple((level, what) for line, level, what in headings(page) if start <= line < end),
            tuple(block for block in blocks if start <= block.line < end),
        )
        for (start, title), end in zip(starts, ends, strict=True)
    )


def headings(page: Path) -> list[tuple[int, int, str]]:
    """Return (line, level, title) of every heading that stands in no block."""
    text = page.read_text(encoding="utf-8")
    blank = _FENCE.sub(lambda match: "\n" * match[0].count("\n"), text)
    return [
        (blank.count("\n", 0, match.start()) + 1, len(match[1]), match[2])
        for match in _HEADING.finditer(blank)
    ]


def _why_not(before: str) -> str | None:
    last = before.rstrip("\n").rpartition("\n")[2]
    found = NOT_RUN.fullmatch(last)
    return found[1] if found else None
