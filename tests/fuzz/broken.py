"""A sound content, broken at random: bytes flipped, pieces cut, doubled, swapped and strewn in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

Named = tuple[str, bytes]
SIGNS = [s.encode() for s in ("{", "}", "[", "]", ":", ": ", ",", "- ", "\n", "\t", " ", "#", " #", '"', "'", "!", "&x ",
         "*x", "|\n", ">", "%", "@", "`", "?", "---\n", "...\n", "~", "\\", "\r", "，", "：", "【", "“", "\u3000", "（", "\0",
         "\u200b", "投诉", "-{", "<<: ", "null", "true", "1.5", "𠮷")]  # fmt: skip
SIGNS += [b"\xff", b"\xe6", b"\xc0\x80", b"\xed\xa0\x80"]
_CLASSES = {
    "after a key": rb"(?<=[a-z]):",
    "in a key": rb"(?<=[a-z])(?=[a-z_]+:)",
    "in a Chinese character": rb"(?<=[\xe4-\xe9])(?=[\x80-\xbf])",
    "after an open bracket": rb"(?<=[\[{])",
    "before a closing bracket": rb"(?=[\]}])",
    "after a comma": rb"(?<=,)",
    "in a quoted text": rb'(?<=")(?=[^"\n]+")',
    "after a dash": rb"(?<=- )",
    "in an indent": rb"(?<=\n )(?= )",
    "at the end of a line": rb"(?=\n)",
    "in a number": rb"(?<=[0-9])(?=[0-9])",
    "in a comment": rb"(?<=#)",
    "after an operator": rb"(?<=[=<>&|])",
}


def cuts(content: bytes) -> Iterator[Named]:
    """The content cut off: at up to 12 positions of every class."""
    yield "cut before anything", b""
    for name, pattern in _CLASSES.items():
        found = [m.start() for m in re.finditer(pattern, content)]
        for at in found[:: max(1, len(found) // 12)]:
            yield f"cut at {at}, {name}", content[:at]


def mutants(content: bytes, seed: int, count: int) -> Iterator[Named]:
    """So many contents, each with one to four things done to it."""
    rng = Random(f"{seed} {len(content)}")
    for i in range(count):
        broken, done = content, []
        for _ in range(rng.choice([1, 1, 2, 4])):
            operation = rng.choice(_OPERATIONS)
            broken = operation(rng, broken)
            done.append(operation.__name__)
        yield f"mutant {i} of seed {seed}: {', '.join(done)}", broken


def flip(rng: Random, content: bytes) -> bytes:
    at = _at(rng, content)
    return (
        content[:at] + bytes([content[at] ^ (1 << rng.randrange(8))]) + content[at + 1 :] if content else b""
    )


def drop(rng: Random, content: bytes) -> bytes:
    at = _at(rng, content)
    return content[:at] + content[at + rng.choice([1, 1, 2, 5, 30, 300]) :]


def strew(rng: Random, content: bytes) -> bytes:
    at = _at(rng, content)
    return content[:at] + rng.choice(SIGNS) + content[at:]


def overwrite(rng: Random, content: bytes) -> bytes:
    at, sign = _at(rng, content), rng.choice(SIGNS)
    return content[:at] + sign + content[at + len(sign) :]


def double(rng: Random, content: bytes) -> bytes:
    begin, end = sorted((_at(rng, content), _at(rng, content)))
    end = min(end, begin + 2_000)
    return content[:end] + content[begin:end] + content[end:]


def swap_lines(rng: Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return b"\n".join(lines)


def double_line(rng: Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    at = rng.randrange(len(lines))
    return b"\n".join([*lines[:at], lines[at], *lines[at:]])


def drop_line(rng: Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    del lines[rng.randrange(len(lines))]
    return b"\n".join(lines)


def indent(rng: Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    at = rng.randrange(len(lines))
    lines[at] = rng.choice([b" ", b"  ", b"\t", b"\xe3\x80\x80"]) + lines[at]
    return b"\n".join(lines)


def dedent(rng: Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    at = rng.randrange(len(lines))
    lines[at] = lines[at].removeprefix(b" ")
    return b"\n".join(lines)


def line_ends(_: Random, content: bytes) -> bytes:
    return content.replace(b"\n", b"\r\n")


def _at(rng: Random, content: bytes) -> int:
    return rng.randrange(len(content)) if content else 0


_OPERATIONS: list[Callable[[Random, bytes], bytes]] = [
    flip, flip, drop, drop, strew, strew, strew, overwrite, double, swap_lines, double_line, drop_line,
    indent, dedent, line_ends,
]  # fmt: skip
