"""Contents made to do harm: too deep, too long, too many, in no known encoding, no text at all.

Each has a name, so that a failure can be found again. `SIZE` is a size just within what a file may have.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from random import Random

SIZE = 1_900_000
Named = tuple[str, bytes]


def everything() -> Iterator[Named]:
    """Every hostile content."""
    for name, content in (*deep(), *long(), *many(), *bombs(), *words(), *rules()):
        yield name, content.encode("utf-8", "surrogatepass")
    yield from encodings()
    yield from no_text()


def deep() -> Iterator[tuple[str, str]]:
    for depth in (33, 1_000, 100_000):
        yield f"{depth} open brackets", "a: " + "[" * depth
        yield f"{depth} nested lists", "a: " + "[" * depth + "]" * depth
        yield f"{depth} open braces", "{a: " * depth
        yield f"{depth} nested maps", "{a: " * depth + "1" + "}" * depth
        yield f"{depth} dashes", "- " * depth + "a"
        yield f"{depth} question marks", "? " * depth + "a"
        yield f"{depth} closing brackets", "a: " + "]" * depth
    yield "1000 indents", "\n".join(" " * i + "a:" for i in range(1_000))
    yield "100 indented lists", "\n".join(" " * i + "- a" for i in range(100))


def long() -> Iterator[tuple[str, str]]:
    for sign in ("a", "中", "1", " ", "\t", "-", ":", "#", '"', "'", "!", "&", "*", "|", "%", "@", "`", "：",
                 "，", "\u3000", "\\", "\n", "\r", "\x00", "\u200b", "=", ".", "(", "0x", "~", "，\n", "：\n",
                 "\t\n", "a\n", "- \n", ": \n", "a: b: c\n", "a，", "甲：", "- - ", "--- \n", "{\n", "[\n", '"\n', "a: [\n"):  # fmt: skip
        yield f"{sign!r} all through", sign * (SIZE // len(sign.encode()))
    yield "a giant scalar", "process: " + "x" * SIZE
    yield "a giant quoted scalar", 'process: "' + "字" * (SIZE // 3) + '"'
    yield "a giant folded scalar", "process: >\n" + "  x y\n" * (SIZE // 6)
    yield "a giant key", "x" * SIZE + ": 1"
    yield "a giant comment", "# " + "注" * (SIZE // 3) + "\na: 1"
    yield "a giant number", "banfa: " + "9" * 100_000
    yield "a giant decimal", "banfa: 0." + "3" * 100_000
    yield "more than a file may hold", "a: b\n" * 500_000


def many() -> Iterator[tuple[str, str]]:
    count = 100_000
    yield "100k keys", "".join(f"k{i}: 1\n" for i in range(count))
    yield "100k times one key", "a: 1\n" * count
    yield "100k fields", "fields:\n" + "".join(f"  k{i}: {{}}\n" for i in range(count))
    yield "100k keys in one line", "a: {" + ", ".join(f"k{i}: 1" for i in range(count)) + "}"
    yield "100k items", "a:\n" + "- b\n" * count
    yield "100k items in one line", "steps: [" + "a, " * count + "]"
    yield "30k rows", "scenario: x\nsteps:\n" + "  - {by: a, do: b}\n" * 30_000
    yield "20k unknown steps", "transitions:\n" + "".join(f"  t{i}: {{from: s}}\n" for i in range(20_000))
    yield "20k bad articles", "articles:\n" + "  - {article: x}\n" * 20_000
    yield "20k people", "people:\n" + "".join(f"  p{i}: {{roles: x}}\n" for i in range(20_000))
    yield "20k unclosed quotes", "".join(f'a{i}: "b\n' for i in range(20_000))
    yield "20k commas in braces", "".join(f"a{i}: {{b: c, d}}\n" for i in range(20_000))
    yield "20k full-width colons", "".join(f"a{i}：b\n" for i in range(20_000))
    yield "20k tabs", "".join(f"a{i}:\n\tb: 1\n" for i in range(20_000))
    yield "20k documents", "--- \na: 1\n" * 20_000


def bombs() -> Iterator[tuple[str, str]]:
    yield "an anchor in itself", "a: &x [*x]"
    yield "a merge of itself", "a: &x\n  <<: *x"
    laughs = ["a0: &a0 [lol, lol]"]
    laughs += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    yield "a billion laughs", "\n".join(laughs)
    yield "100k aliases", "a: &x 1\nb: [" + "*x, " * 100_000 + "]"
    yield "an alias of nothing", "a: *nothing"
    yield "a command", 'a: !!python/object/apply:os.system ["exit 1"]'
    yield "a tagged map", "a: !!map {b: 1}"
    yield "a binary", "a: !!binary aGVsbG8="
    yield "a local tag", "!process {a: 1}"
    yield "a directive", "%YAML 1.2\n---\na: 1"
    yield "an unknown directive", "%TAG ! tag:example.com,2000:\n%FOO\n---\na: 1\n..."
    yield "a document that never ends", "...\n...\n---\n...\n---"


def words() -> Iterator[tuple[str, str]]:
    strange = (".inf", "-.inf", ".nan", "1e400", "0x1F", "0o17", "0b1", "1_000", "12:30:45", "1e-400", "~", "null",
               "NULL", "yes", "no", "on", "True", "2026-09-28", "2026-09-28T09:00:00Z", "=", "<<", "1.", ".5", "+1",
               "-0", "007", "''", '""', "|", ">", "|2-", "- - -", "? a", ": b", "!", "&a", "*", "@a", "`a", "%a", "-",
               "--", "'", '"', "[", "{", "]", "}", "[]", "{}", "[{}]", "{a}", "{a,b}", "[a: b]", "{[a]: b}",
               "\\ud800", '"\\ud800"', '"\\x00"', '"\\q"', "‘a’", "“a”", "【a】", "（a）", "a #b", "a: b: c")  # fmt: skip
    for word in strange:
        yield f"only {word}", word
        yield f"process: {word}", f"banfa: 1\nprocess: {word}\n"
        yield f"{word} as a key", f"{word}: 1\n"
        yield f"a state {word}", f"banfa: 1\nprocess: a\nstates: {{{word}: {{}}}}\n"
        yield f"steps {word}", f"scenario: {word}\nsteps: {word}\norg: {word}\npeople: {word}\n"


def rules() -> Iterator[tuple[str, str]]:
    """Sound YAML with rules that are too much."""
    head = (
        "banfa: 1\nprocess: a\nstates: {s: {}}\nroles: {r: {}}\nfields: {n: {type: int}, t: {type: text}}\n"
    )
    for name, expression in (
        ("nots", "!" * 100_000 + "(case.n == 1)"),
        ("minuses", "-" * 100_000 + "1 == 1"),
        ("parentheses", "(" * 50_000 + "1" + ")" * 50_000 + " == 1"),
        ("ands", " && ".join(["case.n == 1"] * 50_000)),
        ("sums", " + ".join(["case.n"] * 50_000) + " > 1"),
        ("choices", "case.n == 1 ? " * 5_000 + "true" + " : false" * 5_000),
        ("a long text", "case.t == '" + "x" * 500_000 + "'"),
        ("a long number", "case.n == " + "9" * 100_000),
        ("a long list", "case.n in [" + "1, " * 50_000 + "1]"),
        ("macros", "[1].exists(x, " * 500 + "true" + ")" * 500),
        ("quotes", '"' * 99_999),
        ("nothing", ""),
        ("NUL", "case.n\x00 == 1"),
    ):
        quoted = expression.replace("'", "''")
        yield f"a guard of {name}", f"{head}guards:\n  g: {{if: '{quoted}', refuse: x}}\n"
    yield (
        "a citation of everything",
        f"{head}articles: [{{article: 1, says: x}}]\nguards: {{g: {{articles: [1①-⑳, 1-999999999, {'9' * 5000}]}}}}",
    )
    yield "a giant article number", f"{head}articles: [{{article: {10**4000}, says: x}}]"
    yield "a million articles", f"{head}articles: [{{article: 1-1000000, says: x}}]"
    yield "a wide number", f'{head}numbering: {{pattern: "{{seq:099999}}", gapless: true}}'
    yield "a number of braces", f"{head}numbering: {{pattern: '{'{' * 50_000}', gapless: true}}"
    for zone in ("../../etc/passwd", "/etc/passwd", "Asia/Shanghai\\0", ".", "", "x" * 100_000):
        yield f"the time zone {zone[:20]}", f'{head}time_zone: "{zone}"\n'
    yield "a ring of roles", f"{head}roles: {{a: {{scope: b}}, b: {{scope: a}}, c: {{acts_for: c}}}}"
    yield "a ring of guards", f"{head}guards: {{a: {{if: b}}, b: {{if: a}}, c: {{if: c}}}}"
    yield "a ring of sets", f"{head}sets: {{a: {{of: a, members: [a]}}, b: {{of: c}}, c: {{of: b}}}}"
    ring = "".join(f"  g{i}: {{if: 'g{i + 1} && g{i + 1}'}}\n" for i in range(60))
    yield "guards that double", f"{head}guards:\n{ring}  g60: {{if: case.n == 1}}\n"
    cells = ", ".join(f"f{i}: {{at_least: 1}}" for i in range(150))
    fields = ", ".join(f"f{i}: {{type: int}}" for i in range(150))
    row = f"{{{cells}, then: true}}"
    yield (
        "a wide table",
        f"banfa: 1\nprocess: a\nfields: {{{fields}}}\ntables: {{f0: {{gives: int, rows: [{', '.join([row] * 60)}]}}}}",
    )
    table = "".join(f"      - {{n: {i}, then: a}}\n" for i in range(20_000))
    yield "a long table", f"{head}tables:\n  t:\n    gives: t\n    rows:\n{table}"
    alternatives = ", ".join("{n: 1}" for _ in range(12_000))
    yield "a guard of many cells", f"{head}guards: {{g: {{where: [{alternatives}], refuse: x}}}}"
    names = ", ".join(f"s{i}" for i in range(30_000))
    yield "a step from everywhere", f"{head}transitions: {{t: {{from: [{names}], to: s, by: r}}}}"


def encodings() -> Iterator[Named]:
    text = "banfa: 1\nprocess: a\ntitle: 客户投诉案件处理办法\nstates: {s: {title: 待处理}}\n"
    for encoding in (
        "gbk",
        "gb18030",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-8-sig",
    ):
        yield encoding, text.encode(encoding)
        yield f"half of {encoding}", text.encode(encoding)[:-7]
    yield "big5", "title: 客戶投訴\n".encode("big5")
    yield "latin-1", "title: Größe\n".encode("latin-1")
    yield "shift-jis", "title: お客様\n".encode("shift-jis")
    for name, piece in (
        ("NUL", b"\x00"), ("half a character", b"\xe4\xb8"), ("a surrogate", b"\xed\xa0\x80"),
        ("overlong", b"\xc0\xaf"), ("above Unicode", b"\xf7\xbf\xbf\xbf"), ("FF", b"\xff"),
        ("a byte-order mark", b"\xef\xbb\xbf"), ("escape", b"\x1b[2J"), ("bell", b"\x07"), ("delete", b"\x7f"),
        ("next line", b"\xc2\x85"), ("line separator", b"\xe2\x80\xa8"), ("right to left", b"\xe2\x80\xae"),
        ("non-character", b"\xef\xbf\xbf"), ("private use", b"\xee\x80\x80"), ("combining", "e\u0301".encode()),
    ):  # fmt: skip
        yield f"{name} in a value", b"banfa: 1\nprocess: a" + piece + b"b\n"
        yield f"{name} in a key", b"banfa: 1\npro" + piece + b"cess: a\n"
        yield f"{name} as an indent", b"states:\n" + piece + b" s: {}\n"
        yield f"{name} at the end", text.encode() + piece
        yield f"only {name}", piece


def no_text() -> Iterator[Named]:
    rng = Random(5)
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("process.yaml", "banfa: 1")
    yield "nothing", b""
    yield "zeros", b"\0" * SIZE
    yield "FFs", b"\xff" * SIZE
    yield "noise", rng.randbytes(SIZE)
    yield "noise of 7 bits", bytes(b & 127 for b in rng.randbytes(200_000))
    yield "printable noise", bytes(32 + b % 95 for b in rng.randbytes(200_000))
    yield "noise in small pieces", b"\n".join(rng.randbytes(9) for _ in range(20_000))
    yield "a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + rng.randbytes(2_000)
    yield "a program", b"\x7fELF\x02\x01\x01" + b"\0" * 9 + rng.randbytes(2_000)
    yield "an archive", gzip.compress(b"banfa: 1" * 1_000, mtime=0)
    yield "a spreadsheet", zipped.getvalue()
    for i in range(40):
        yield f"a little noise {i}", rng.randbytes(rng.choice([1, 2, 3, 10, 100]))


def data() -> Iterator[Named]:
    """Hostile data of a command: no JSON, or JSON that nobody expects."""
    purpose = '{"purpose": %s}'
    values = ("null", "true", "1", "1.5", "1e400", "-0", "NaN", "Infinity", "[]", "{}", '""', '"  "', '"\\u3000"',
              '"\\ud800"', '"\\u0000"', '"a\\u0000b"', '"\\ud83d\\ude00"', "9" * 5_000, "0." + "1" * 5_000,
              "1e5000", "[[[[]]]]", '{"a": {"a": 1}}', '["a", "a"]', '[null]', "[1.5]", "'a'", "“甲”", "甲",
              '"' + "x" * SIZE + '"', "[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"a":' * 50_000,
              "[" + "1," * 100_000 + "1]", '["' + '","'.join(map(str, range(20_000))) + '"]')  # fmt: skip
    for value in values:
        for field in ("purpose", "pages", "kinds", "fee", "nothing", "\\ud800", "", "__class__"):
            yield f"{field}: {value[:20]}", (purpose % value).replace("purpose", field, 1).encode()
    for text in ("", " ", "null", "[]", "1", '"a"', "{", "}", "{}", '{"a"}', "{a: 1}", "purpose: 合同", "{,}",
                 '{"a": 1,}', '{"a": 1} {"b": 2}', '{"a": 1, "a": 2}', "// x\n{}", "\x00", "\ufeff{}", "{}\x00"):  # fmt: skip
        yield f"the text {text!r}", text.encode()
    yield "100k names", ("{" + ", ".join(f'"k{i}": 1' for i in range(100_000)) + "}").encode()
    yield "more than data may hold", b'{"purpose": "' + b"x" * (16 * 1024 * 1024) + b'"}'
    yield from encodings()
    yield from no_text()
