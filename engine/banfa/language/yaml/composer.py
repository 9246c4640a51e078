"""Events of the YAML parser to nodes, checking on the way that nothing outside our subset is there.

The parser is libyaml's (the pure one where that is missing); both give offsets, from which places are made.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from banfa.language.yaml import surprises
from banfa.language.yaml.characters import WIDE_SPACES
from banfa.language.yaml.nodes import Mapping, Node, Scalar, Sequence, Source
from banfa.language.yaml.report import MOST_PROBLEMS, Found, Trouble
from banfa.language.yaml.scalars import value_of
from banfa.language.yaml.words import files, structure, values

try:
    from yaml.cyaml import CParser as _Parser  # type: ignore[attr-defined]
except ImportError:  # libyaml is missing: slower, the same events

    class _Parser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):  # type: ignore[no-redef]
        def __init__(self, text: str) -> None:
            yaml.reader.Reader.__init__(self, text)
            yaml.scanner.Scanner.__init__(self)
            yaml.parser.Parser.__init__(self)


MOST_LEVELS = 32
MOST_NODES = 50_000

_TO_COLON = re.compile(" *:")
_QUESTION_MARK = re.compile(r"\?\s")
_PIECE_END = re.compile(r"\s*[,}\]]")
_TIGHT_COLON = re.compile(r"[^\s:]+(:)\S")
_LINE_END = re.compile(r"[\r\n]|\Z")
_WIDE_BELOW = re.compile(f":[^\n]*\n *[{WIDE_SPACES}]")
_COMMENT = re.compile(" +#(.?)")
_BLOCK_HEADER = re.compile(r"[|>](?:[-+]?[1-9]?|[1-9][-+])(?: +#.*| *)\r?$", re.MULTILINE)


class Unreadable(Exception):
    """The text is no YAML, or out of bounds, from `offset` on; `opened` is where the broken part began.

    `said` is the parser's own word, for `diagnosis` alone; `trouble` is set where a bound was passed;
    `final` forbids to go on with other blocks, and `found` is what was wrong before it.
    """

    def __init__(
        self, said: str, offset: int, opened: int, trouble: Trouble | None = None, final: bool = False
    ) -> None:
        super().__init__(said)
        self.found: list[Found] = []
        self.said, self.offset, self.opened, self.trouble, self.final = said, offset, opened, trouble, final


def compose(
    source: Source, start: int, stop: int, inside: tuple[str, ...] = ()
) -> tuple[Node | None, list[Found]]:
    """The one node of the text from `start` to `stop` (None if there is none) and the troubles found in it.

    `inside` names the element around it. Raises `Unreadable`.
    """
    composer = _Composer(source, start, stop, inside)
    try:
        composer.run(_Parser(source.text[start:stop]))
    except Unreadable as error:
        error.found = composer.found
        raise
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, start) from None
    except (yaml.YAMLError, RecursionError):
        raise Unreadable("", start, start) from None
    return composer.root, composer.found


def _unreadable(error: yaml.MarkedYAMLError, base: int) -> Unreadable:
    problem, context = error.problem_mark, error.context_mark
    offset = base + (problem.index if problem else 0)
    opened = base + context.index if context else offset
    if "nesting depth" in str(error.problem):
        return Unreadable("", offset, opened, files.too_deep(MOST_LEVELS))
    return Unreadable(f"{error.context or ''}: {error.problem or ''}", offset, opened)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    mapping: bool
    flow: bool
    start: int
    items: list[Any] = field(default_factory=list)
    names: dict[str, Scalar] = field(default_factory=dict)
    key: Scalar | None = None
    cut: bool = False
    """An expression was cut here; the pieces that follow are not complained about again."""


class _Composer:
    """Takes events one by one; `root` is the node, `found` what was wrong."""

    def __init__(self, source: Source, base: int, stop: int, inside: tuple[str, ...]) -> None:
        self.source, self.text, self.base, self.inside = source, source.text, base, inside
        self.root: Node | None = None
        self.found: list[Found] = []
        self.open: list[_Open] = []
        self.nodes = 0
        self.has_question_marks = _QUESTION_MARK.search(self.text, base, stop) is not None
        self.handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
        }

    def run(self, parser: Any) -> None:
        handlers, get_event = self.handlers, parser.get_event
        try:
            event = get_event()
            while event is not None and type(event) is not yaml.StreamEndEvent:
                handler = handlers.get(type(event))
                if handler:
                    handler(event)
                event = get_event()
        finally:
            parser.dispose()

    # scalars

    def _scalar(self, event: Any) -> None:
        start, stop = self.base + event.start_mark.index, self.base + event.end_mark.index
        top = self.open[-1] if self.open else None
        if event.anchor is not None or event.tag is not None:
            self._property(start, stop)
        if top and top.mapping and top.key is None:
            self._key(top, event, start, stop)
        elif event.style:
            self._add(self._quoted(event, start, stop))
        elif start == stop:
            self._empty(top, start)
        else:
            self._add(self._plain(top, start, stop))

    def _plain(self, top: _Open | None, start: int, stop: int) -> Scalar:
        raw = self.text[start:stop]
        value = value_of(raw)
        if isinstance(value, Trouble):
            self._report(value, start)
            value = raw
        elif isinstance(value, str):
            self._check_text(top, raw, start)
        if self.text.startswith(" ", stop):
            self._check_comment(top, raw, stop)
        return Scalar(self.source, start, stop, value, raw, False)

    def _check_text(self, top: _Open | None, raw: str, start: int) -> None:
        if "\n" in raw:
            self._check_lines(raw, start)
        elif top and top.flow and surprises.cut_off(raw):
            self._cut(top, raw, start)
        elif surprises.is_suspect(raw):
            self._check_suspect(top, raw, start)

    def _check_lines(self, raw: str, start: int) -> None:
        meant = surprises.in_lines(raw) if self._own_line(start) else []
        for trouble, offset in meant or [(values.several_lines(raw), 0)]:
            self._report(trouble, start + offset)

    def _check_suspect(self, top: _Open | None, raw: str, start: int) -> None:
        in_flow = top is not None and top.flow
        in_list = top is not None and top.flow and not top.mapping
        surprise = surprises.in_value(raw, in_list=in_list, own_line=not in_flow and self._own_line(start))
        if surprise:
            self._report(surprise[0], start + surprise[1])

    def _cut(self, top: _Open, raw: str, start: int) -> None:
        if not top.cut:
            self._report(values.expression_in_braces(raw, ",", surprises.whole_text(self.text, start)), start)
        top.cut = True

    def _own_line(self, start: int) -> bool:
        line = self.source.starts[self.source.line_of(start)]
        return not self.text[line:start].strip(" -")

    def _check_comment(self, top: _Open | None, raw: str, stop: int) -> None:
        comment = _COMMENT.match(self.text, stop)
        if not comment:
            return
        if top and top.key and top.key.value == "if":
            self._report(values.comment_cuts_if(raw), comment.start(1) - 1)
        elif comment.group(1) not in ("", " ", "#", "!", "-", "="):
            self._report(values.comment_cuts_text(raw), comment.start(1) - 1)

    def _quoted(self, event: Any, start: int, stop: int) -> Scalar:
        if event.style in "|>":
            stop = start + len(self.text[start:stop].rstrip(" \r\n"))
            if not _BLOCK_HEADER.match(self.text, start):
                self._report(structure.block_header(), start)
        else:
            self._check_quoted(start, stop)
        return Scalar(self.source, start, stop, event.value, self.text[start:stop], True)

    def _check_quoted(self, start: int, stop: int) -> None:
        raw = self.text[start:stop]
        if "\n" in raw:
            self._report(values.several_lines(raw), start)
        if self.text.startswith("#", stop):
            self._report(structure.space_before_comment(), stop)

    def _empty(self, top: _Open | None, start: int) -> None:
        self._count(start)
        if top and top.mapping and top.key is not None:
            self._no_value(top, top.key)
            top.key = None
        elif top:
            self._report(values.empty_item(), start)

    def _no_value(self, top: _Open, key: Scalar) -> None:
        name = str(key.value)
        before = top.items[-1][1] if top.items else None
        if top.cut or key.start == key.stop or self._is_explained(key):
            return
        if top.flow and surprises.cut_off(name):
            self._cut(top, name, key.start)
        elif top.flow and not key.quoted and _TIGHT_COLON.match(name):
            self._report(structure.space_after(":"), key.start + name.index(":"))
        elif top.flow and isinstance(before, Scalar) and not before.quoted and isinstance(before.value, str):
            self._report(values.comma_splits(before.value, name), key.start)
        else:
            self._report(values.no_value(name, top.flow), key.start)

    def _is_explained(self, key: Scalar) -> bool:
        """Whether another trouble says why there is no value: in the key, or in the indentation below it."""
        if not key.quoted and surprises.in_key(str(key.value)):
            return True
        return _WIDE_BELOW.match(self.text, key.stop) is not None

    # keys

    def _key(self, top: _Open, event: Any, start: int, stop: int) -> None:
        raw = self.text[start:stop]
        key = Scalar(self.source, start, stop, event.value, raw, bool(event.style))
        self._check_key(event.style, raw, start, stop)
        top.key = key
        first = top.names.setdefault(event.value, key)
        if first is not key and start != stop:
            self._report(values.twice(event.value), start, first.start)

    def _check_key(self, style: str | None, raw: str, start: int, stop: int) -> None:
        if raw.isidentifier() and self.text.startswith(":", stop) and not self.has_question_marks:
            return  # nearly all of them
        if start == stop:
            self._report(values.empty_key(), start)
        elif (style and style in "|>") or self._is_complex(start):
            self._report(structure.key_not_text(), start)
        elif "\n" in raw or not (self._colon_follows(stop) or self._is_alone(stop)):
            self._report(structure.key_broken(), start)
        elif not style:
            self._check_plain_key(raw, start)

    def _check_plain_key(self, raw: str, start: int) -> None:
        if raw == "<<":
            self._report(values.merge_key(), start)
        surprise = surprises.in_key(raw)
        if surprise:
            self._report(surprise[0], start + surprise[1])

    def _colon_follows(self, stop: int) -> bool:
        return self.text.startswith(":", stop) or _TO_COLON.match(self.text, stop) is not None

    def _is_alone(self, stop: int) -> bool:
        """A key in braces without a value, which is reported as such."""
        return self.open[-1].flow and _PIECE_END.match(self.text, stop) is not None

    def _is_complex(self, start: int) -> bool:
        before = start - 1
        while before >= 0 and self.text[before] == " ":
            before -= 1
        return before >= 0 and before < start - 1 and self.text[before] == "?"

    # lists and mappings

    def _start(self, event: Any) -> None:
        start = self.base + event.start_mark.index
        if event.anchor is not None or event.tag is not None:
            self._property(start, self.base + event.end_mark.index)
        top = self.open[-1] if self.open else None
        if top and top.mapping and top.key is None:
            self._report(structure.key_not_text(), start)
        if len(self.open) >= MOST_LEVELS:
            raise Unreadable("", start, start, files.too_deep(MOST_LEVELS))
        self.open.append(_Open(type(event) is yaml.MappingStartEvent, bool(event.flow_style), start))

    def _column(self, offset: int) -> int:
        return offset - self.source.starts[self.source.line_of(offset)]

    def _end(self, event: Any) -> None:
        done = self.open.pop()
        stop = self.base + event.end_mark.index
        if done.flow and stop > self.base + event.start_mark.index:
            self._check_flow(done, stop)
        elif not done.flow:
            stop = self._last(done, stop)
        kind: Any = Mapping if done.mapping else Sequence
        self._add(kind(self.source, done.start, stop, tuple(done.items), done.flow))

    def _last(self, done: _Open, stop: int) -> int:
        """Where a block ends: behind its last value, not at the next token."""
        last = done.items[-1] if done.items else None
        if last is None:
            return done.start
        node: Node = last[1] if done.mapping else last
        return max(node.stop, done.start)

    def _check_flow(self, done: _Open, stop: int) -> None:
        if self.text.startswith("#", stop):
            self._report(structure.space_before_comment(), stop)
        outermost = not self.open or not self.open[-1].flow
        if outermost and self.text.find("\n", done.start, stop) >= 0:
            self._check_indentation(done.start, stop)

    def _check_indentation(self, start: int, stop: int) -> None:
        """Lines inside brackets must be indented more than the key or dash that holds them."""
        around = self.open[-1] if self.open else None
        outer = self._column(around.key.start if around.key else around.start) if around else -1
        for line in range(self.source.line_of(start) + 1, self.source.line_of(stop) + 1):
            begin = self.source.starts[line]
            content = self.text[begin : self._line_end(begin)]
            indent = len(content) - len(content.lstrip(" "))
            if indent <= outer and content.strip() and content[indent] != "#":
                self._report(structure.flow_indentation(), begin + indent)

    def _add(self, node: Node) -> None:
        self._count(node.start)
        if not self.open:
            self.root = node
            return
        top = self.open[-1]
        if not top.mapping:
            top.items.append(node)
        elif top.key is None:
            top.key = Scalar(self.source, node.start, node.stop, "", "", True)
        else:
            if top.names.get(str(top.key.value)) is top.key:
                top.items.append((top.key, node))
            top.key = None

    def _count(self, start: int) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise Unreadable("", start, start, files.too_many(MOST_NODES), final=True)

    # anchors, aliases, tags

    def _property(self, start: int, stop: int) -> None:
        raw = self.text[start:stop]
        if raw.startswith("!"):
            self._report(values.tag(self._whole(start)), start)
        else:
            self._report(values.anchor(raw), start)

    def _whole(self, start: int) -> str:
        """All that was meant as one text, from `start` on."""
        if self.open and self.open[-1].flow:
            return surprises.whole_text(self.text, start)
        return self.text[start : self._line_end(start)].split(" #", 1)[0].rstrip()

    def _line_end(self, offset: int) -> int:
        found = _LINE_END.search(self.text, offset)
        return found.start() if found else len(self.text)

    def _alias(self, event: Any) -> None:
        start, stop = self.base + event.start_mark.index, self.base + event.end_mark.index
        self._property(start, stop)
        raw = self.text[start:stop]
        top = self.open[-1] if self.open else None
        if top and top.mapping and top.key is None:
            top.key = Scalar(self.source, start, stop, raw, raw, False)
        else:
            self._add(Scalar(self.source, start, stop, raw, raw, False))

    # troubles

    def _report(self, trouble: Trouble, offset: int, also: int | None = None) -> None:
        self.found.append(Found(trouble, offset, self._element(), also))
        if len(self.found) > MOST_PROBLEMS:
            raise Unreadable("", offset, offset, trouble, final=True)

    def _element(self) -> str:
        names = [str(each.key.value) for each in self.open if each.mapping and each.key]
        return ".".join((*self.inside, *names))
