"""Markdown as HTML, with what a page needs beyond it: anchors, sections, folding, labelled cells.

What the views add to Markdown is `{#anchor}` behind a heading or at the beginning of an item or row, and
`{!picture}` as a paragraph; text of a definition can be neither, since its braces are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

_BEHIND = re.compile(r" \{#([^{}]+)\}$")
_BEFORE = re.compile(r"^\{#([^{}]+)\}")
_PICTURE = re.compile(r"^\{!([^{}]+)\}$")

Picture = Callable[[str], str]
"""From the name of a picture to its HTML."""


def body(markdown: str, picture: Picture, folded: bool = False) -> str:
    """Return the HTML of a view. `folded`: items with items below them open at a click."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(markdown)
    _anchor(tokens)
    _label(tokens)
    tokens = list(_pictured(tokens, picture))
    if folded:
        tokens = list(_folded(tokens))
    html: str = parser.renderer.render(list(_sectioned(tokens)), parser.options, {})
    return html.replace("<table>", '<div class="table"><table>').replace("</table>", "</table></div>")


def _raw(html: str) -> Token:
    return Token("html_block", "", 0, content=html)


def _anchor(tokens: list[Token]) -> None:
    """Turn `{#id}` into the id of the heading, item or row that it stands in."""
    owners: list[Token] = []
    for token in tokens:
        if token.type in ("heading_open", "list_item_open", "tr_open"):
            owners.append(token)
        elif token.type in ("heading_close", "list_item_close", "tr_close"):
            owners.pop()
        elif token.type == "inline" and owners and token.children:
            pattern, child = (
                (_BEHIND, token.children[-1]) if owners[-1].tag[0] == "h" else (_BEFORE, token.children[0])
            )
            found = pattern.search(token.content)
            if found is not None and found[0] in child.content:
                owners[-1].attrSet("id", found[1])
                child.content = child.content.replace(found[0], "")


def _label(tokens: list[Token]) -> None:
    """Tell each cell the head of its column, for a narrow screen."""
    heads: list[str] = []
    column = 0
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "thead_open":
            heads = []
        elif token.type == "th_open" and following is not None:
            heads.append(following.content)
        elif token.type == "tr_open":
            column = 0
        elif token.type == "td_open":
            if column < len(heads):
                token.attrSet("data-head", heads[column])
            column += 1


def _pictured(tokens: list[Token], picture: Picture) -> Iterator[Token]:
    left = iter(tokens)
    for token in left:
        if token.type == "paragraph_open":
            inline, close = next(left), next(left)
            found = _PICTURE.match(inline.content)
            yield from (_raw(picture(found[1])),) if found is not None else (token, inline, close)
        else:
            yield token


def _folded(tokens: list[Token]) -> Iterator[Token]:
    """Make a list item that has a list below it one that opens at a click."""
    for number, token in enumerate(tokens):
        yield token
        if token.type == "list_item_open" and _has_list(tokens, number):
            yield _raw("<details><summary>")
        elif (
            token.type == "paragraph_close"
            and _next(tokens, number) == "bullet_list_open"
            and token.level > 1
        ):
            yield _raw("</summary>")
        elif token.type == "bullet_list_close" and _next(tokens, number) == "list_item_close":
            yield _raw("</details>")


def _has_list(tokens: list[Token], number: int) -> bool:
    return [token.type for token in tokens[number + 1 : number + 5]][-2:] == [
        "paragraph_close",
        "bullet_list_open",
    ]


def _next(tokens: list[Token], number: int) -> str:
    return tokens[number + 1].type if number + 1 < len(tokens) else ""


def _sectioned(tokens: list[Token]) -> Iterator[Token]:
    """Put each heading and what follows into a section; a quotation below a heading stands beside it."""
    open_levels: list[int] = []
    for level, block in _blocks(tokens):
        while level and open_levels and open_levels[-1] >= level:
            open_levels.pop()
            yield _raw("</section>\n")
        if level:
            open_levels.append(level)
            yield _raw(f'<section class="l{level}">\n')
        yield from _beside(block)
    yield from (_raw("</section>\n") for _ in open_levels)


def _blocks(tokens: Iterable[Token]) -> Iterator[tuple[int, list[Token]]]:
    """Split at headings: level (0 before the first) and tokens."""
    level, block = 0, list[Token]()
    for token in tokens:
        if token.type == "heading_open" and token.level == 0:
            yield level, block
            level, block = int(token.tag[1]), []
        block.append(token)
    yield level, block


def _beside(block: list[Token]) -> Iterator[Token]:
    types = [token.type for token in block]
    if types[3:4] != ["blockquote_open"]:
        yield from block
        return
    end = types.index("blockquote_close") + 1
    yield _raw('<div class="beside"><div class="text">\n')
    yield from block[:end]
    yield _raw('</div><div class="rules">\n')
    yield from block[end:]
    yield _raw("</div></div>\n")
