"""Where the documents of a file begin and end; only scenario files may hold several."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from banfa.language.yaml.report import MOST_PROBLEMS, Found
from banfa.language.yaml.words import files

MOST_DOCUMENTS = 2000

_MARKER = re.compile(r"^(---|\.\.\.)(?=[ \r\n]|\Z)[^\r\n]*", re.MULTILINE)
_DIRECTIVE = re.compile(r"^%[^\r\n]*", re.MULTILINE)
_COMMENT = re.compile(r" *(?:#|\Z)")


class Document(NamedTuple):
    """The text from `start` to `stop` is one document."""

    start: int
    stop: int


def documents(text: str, found: list[Found], *, many: bool) -> tuple[str, list[Document]]:
    """The text with its markers made spaces, and its documents: one, or with `many` those between `---`.

    Markers and directives that must not stand there are added to `found`.
    """
    directives = islice(_DIRECTIVE.finditer(text), MOST_PROBLEMS + 1)
    found.extend(Found(files.directive(), each.start()) for each in directives)
    text = _DIRECTIVE.sub(lambda each: " " * len(each.group()), text)
    begins = [0]
    for mark in _MARKER.finditer(text):
        if len(found) <= MOST_PROBLEMS:
            found.extend(_trouble(mark, many))
        if many and mark.group(1) == "---":
            begins.append(mark.start())
    if len(begins) > MOST_DOCUMENTS:
        found.append(Found(files.too_many_documents(MOST_DOCUMENTS), begins[MOST_DOCUMENTS]))
    text = _MARKER.sub(lambda each: "   " + each.group()[3:], text)
    ends = [*begins[1:], len(text)]
    pieces = [Document(*each) for each in zip(begins, ends, strict=True)]
    return text, _filled(text, pieces[:MOST_DOCUMENTS], found)


def _trouble(mark: re.Match[str], many: bool) -> list[Found]:
    sign, line = mark.group(1), mark.group()
    if not many or sign == "...":
        return [Found(files.document_marker(sign), mark.start())]
    if not _COMMENT.match(line, 3):
        return [Found(files.content_after_marker(), mark.start())]
    return []


def _filled(text: str, all_of_them: list[Document], found: list[Found]) -> list[Document]:
    """Without the empty piece before a leading `---`; another empty one is a trouble."""
    if len(all_of_them) == 1:
        return all_of_them
    for each in all_of_them[1:]:
        if _is_empty(text, each):
            found.append(Found(files.empty_document(), each.start))
    return [each for each in all_of_them if not _is_empty(text, each)]


def _is_empty(text: str, document: Document) -> bool:
    return all(_COMMENT.match(line) for line in text[document.start : document.stop].splitlines())
