"""Writes the reference of the language from its models: `python docs/reference.py` in the checkout.

Every key comes from the schemas that the models generate; its example is found in a text that is loaded and
played: the specimen beside this file, else the regulation. Nothing is written twice: a new key appears by
itself, and the tests fail until the specimen uses it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "engine"))

from banfa.language.schema import MODELS, schema_of  # noqa: E402

Schema = dict[str, Any]
WORDS = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
"""What people wrote of the page."""
ORIGIN = ("articles", "inferred", "chosen", "ignore")
WIDEST = 76
LANGS = ("zh", "en")

FILES = {
    "process": ("*.yaml", "*/process.yaml"),
    "org": ("org.yaml",),
    "scenario": ("scenarios/*.yaml", "*/scenarios/*.yaml", "not-yet/scenario.yaml"),
    "texts": ("texts/*.yaml",),
    "overlay": ("overlays/*.yaml",),
}
SOURCES = (ROOT / "docs/specimen", ROOT / "processes/customer-complaint")


def texts_of(kind: str) -> Iterator[Any]:
    """Every document of a kind of file that is loaded in the tests, the specimen's first."""
    for source in SOURCES:
        for pattern in FILES[kind]:
            for file in sorted(source.glob(pattern)):
                if kind != "process" or file.name != "org.yaml":
                    yield from yaml.load_all(file.read_text(encoding="utf-8"), Reading)


def _only_true_and_false(kept: Any) -> Any:
    """YAML as our language has it: `on` and `yes` are words."""
    resolvers = kept.yaml_implicit_resolvers
    kept.yaml_implicit_resolvers = {
        first: [(tag, rule) for tag, rule in rules if not (tag.endswith(":bool") and first in "yYnNoO")]
        for first, rules in resolvers.items()
    }
    return kept


@_only_true_and_false
class Reading(yaml.SafeLoader):
    """Reads a file."""


@_only_true_and_false
class Writing(yaml.SafeDumper):
    """Writes an example."""


# -- examples ------------------------------------------------------------------------------------------------


class Examples:
    """Key of a model → how it is written where it is used."""

    def __init__(self, kind: str) -> None:
        self.schema = schema_of(kind)
        self.found: dict[tuple[str, str], list[str]] = {}
        for text in texts_of(kind):
            self._visit(self.schema, text, kind)

    def of(self, model: str, key: str) -> str | None:
        """The first example that fits on a line, else the shortest."""
        found = self.found.get((model, key), [])
        short = [example for example in found if len(example) <= WIDEST]
        return (short or sorted(found, key=len) or [None])[0]

    def _visit(self, schema: Schema, value: Any, name: str) -> None:
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            return self._visit(self.schema["definitions"][name], value, name)
        for branch in schema.get("allOf", ()):
            self._visit(branch, value, name)
        for branch in schema.get("anyOf", ()):
            if self._fits(branch, value):
                self._visit(branch, value, name)
        if isinstance(value, list) and isinstance(schema.get("items"), dict):
            for item in value:
                self._visit(schema["items"], item, name)
        elif isinstance(value, dict):
            self._visit_map(schema, value, name)

    def _visit_map(self, schema: Schema, value: dict[str, Any], name: str) -> None:
        known = schema.get("properties", {})
        for key, inside in value.items():
            if key in known:
                self.found.setdefault((name, key), []).append(written(key, inside))
                self._visit(known[key], inside, name)
        for inner in [*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")]:
            if isinstance(inner, dict):
                for key, inside in value.items():
                    if key not in known:
                        self._visit(inner, inside, name)

    def _fits(self, schema: Schema, value: Any) -> bool:
        if "$ref" in schema:
            return self._fits(self.schema["definitions"][schema["$ref"].rpartition("/")[2]], value)
        if "properties" in schema and isinstance(value, dict):
            return set(value) <= set(schema["properties"])
        if "anyOf" in schema:
            return any(self._fits(branch, value) for branch in schema["anyOf"])
        kind = {"object": dict, "array": list, "null": type(None)}.get(str(schema.get("type")), object)
        return isinstance(value, kind)


def written(key: str, value: Any) -> str:
    """A key and its value on one line; of a long map or list the first entry."""
    line = flow({key: value})
    if len(line) > WIDEST and isinstance(value, dict) and len(value) > 1:
        return written(key, dict([next(iter(value.items()))]))
    if len(line) > WIDEST and isinstance(value, list) and len(value) > 1:
        return written(key, value[:1])
    return line


def flow(value: dict[str, Any]) -> str:
    """A map of one key as it stands in a file."""
    text = yaml.dump(
        value, Dumper=Writing, allow_unicode=True, default_flow_style=True, width=10**6, sort_keys=False
    )
    return text.strip()[1:-1]


# -- the page ------------------------------------------------------------------------------------------------


def said(description: str, lang: str) -> str:
    """Its half of "zh / en"."""
    zh, _, en = description.partition(" / ")
    return zh if lang == "zh" else en


def models_in(schema: Schema, start: Schema | None = None) -> Iterator[str]:
    """The names of the models that a schema speaks of, in the order in which a reader meets them."""
    seen: dict[str, None] = {}

    def look(part: Any) -> None:
        if isinstance(part, list):
            for one in part:
                look(one)
        elif isinstance(part, dict):
            name = str(part.get("$ref", "")).rpartition("/")[2]
            if name and name not in seen:
                seen[name] = None
                look(schema["definitions"][name])
            for key, one in part.items():
                if key != "definitions":
                    look(one)

    look(start or schema)
    yield from (name for name in seen if "properties" in schema["definitions"][name])


def shape(schema: Schema, lang: str) -> str:
    """What may be written, in words."""
    return _union(schema["anyOf"], lang) if "anyOf" in schema else _plain(schema, lang)


def _union(branches: list[Schema], lang: str) -> str:
    branches = [one for one in branches if one.get("type") != "null"]
    if len(branches) == 2 and branches[1].get("items") == branches[0]:
        one = shape(branches[0], lang)
        return f"{one}，一个或几个" if lang == "zh" else f"{one}, one or several"
    words = dict.fromkeys(shape(branch, lang) for branch in branches)
    return ("；或 " if lang == "zh" else "; or ").join(words)


def _plain(schema: Schema, lang: str) -> str:
    if "allOf" in schema:
        return shape(schema["allOf"][0], lang)
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{title_of(name, lang)}](#{name.lower()})" if name in WORDS["models"] else name
    if "enum" in schema or "const" in schema:
        return "、".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    kind = schema.get("type")
    if kind == "array":
        inner = shape(schema["items"], lang) if isinstance(schema.get("items"), dict) else ""
        return f"{inner} 的列表" if lang == "zh" else f"list of {inner}"
    if kind == "object":
        return _map(schema, lang)
    kind = kind if isinstance(kind, str) else "any"
    return SCALARS[PATTERNS.get(schema.get("pattern", ""), kind)][LANGS.index(lang)]


def _map(schema: Schema, lang: str) -> str:
    if "properties" in schema:
        return " ".join(f"`{key}`" for key in schema["properties"])
    inner = [*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")]
    value = next((shape(one, lang) for one in inner if isinstance(one, dict)), "")
    return f"编号 → {value}" if lang == "zh" else f"id → {value}"


PATTERNS = {
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "day",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+\-][0-9]{2}:[0-9]{2})$": "moment",
}
SCALARS = {
    "string": ("文字", "text"),
    "boolean": ("`true` 或 `false`", "`true` or `false`"),
    "integer": ("整数", "a whole number"),
    "number": ("数", "a number"),
    "any": ("任何值", "any value"),
    "day": ("日期，写在引号里", "a day, in quotes"),
    "moment": ("带时区的时间，写在引号里", "a time with its zone, in quotes"),
}


def title_of(name: str, lang: str) -> str:
    """What people call a model."""
    return WORDS["models"][name][LANGS.index(lang)]


COLUMNS = {
    "zh": "| 键 | 意思 | 怎样写 | 默认 | 例 |",
    "en": "| key | says | written as | default | example |",
}
ORIGINS = {
    "zh": "来历：`articles` `inferred` `chosen`，见[来历](#origin)；`ignore` 也可以写。",
    "en": "Its origin: `articles` `inferred` `chosen`, see [origin](#origin); `ignore` may stand here too.",
}
STANDS = {"zh": "写在：", "en": "Stands in: "}


def page(lang: str) -> str:
    """The whole page in a language."""
    parts = [WORDS["head"][lang], *(part for kind in MODELS for part in _kind(kind, lang))]
    return "\n\n".join([*parts, *_words(lang)]) + "\n"


def _kind(kind: str, lang: str) -> Iterator[str]:
    schema, examples = schema_of(kind), Examples(kind)
    zh, en, files = WORDS["files"][kind]
    yield f"## {zh if lang == 'zh' else en}\n\n{STANDS[lang]}{files}"
    if "properties" in schema:
        yield _table(schema, kind, examples, lang)
    for name in models_in(schema):
        yield from _model(schema, name, examples, lang)
    if kind == "process":
        yield _origin(schema, examples, lang)


def _model(schema: Schema, name: str, examples: Examples, lang: str) -> Iterator[str]:
    model = schema["definitions"][name]
    where = "、".join(f"`{place}`" for place in places(schema, name))
    yield f'<a id="{name.lower()}"></a>\n\n### {title_of(name, lang)}\n\n{STANDS[lang]}{where}'
    if set(ORIGIN) <= set(model["properties"]):
        yield ORIGINS[lang]
    yield _table(model, name, examples, lang)


def places(schema: Schema, name: str) -> list[str]:
    """The keys under which a model may stand."""
    found: dict[str, None] = {}
    for owner in (schema, *schema["definitions"].values()):
        for key, part in owner.get("properties", {}).items():
            if f'#/definitions/{name}"' in yaml.safe_dump(part, default_style='"'):
                found[key] = None
    return list(found)


def _table(model: Schema, name: str, examples: Examples, lang: str) -> str:
    known = model["properties"]
    keys = [key for key in known if key not in ORIGIN or not set(ORIGIN) <= set(known)]
    return "\n".join(
        [COLUMNS[lang], "|---" * 5 + "|", *(_row(model, name, key, examples, lang) for key in keys)]
    )


def _row(model: Schema, name: str, key: str, examples: Examples, lang: str) -> str:
    part = model["properties"][key]
    required = key in model.get("required", ())
    default = (
        ""
        if required
        else (f"`{flow({'': part['default']}).partition(': ')[2]}`" if "default" in part else "—")
    )
    example = examples.of(name, key)
    cells = (
        f"`{key}`",
        said(part.get("description", ""), lang),
        shape(part, lang),
        default,
        f"`{example}`" if example else "",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _origin(schema: Schema, examples: Examples, lang: str) -> str:
    model = {"properties": {k: schema["definitions"]["Role"]["properties"][k] for k in ORIGIN}}
    title = "来历" if lang == "zh" else "Where an element comes from"
    rows = [_row(model, "Role", key, examples, lang) for key in ORIGIN]
    return "\n".join([f'<a id="origin"></a>\n\n### {title}\n', COLUMNS[lang], "|---" * 5 + "|", *rows])


def _words(lang: str) -> Iterator[str]:
    """What stands in values, not in keys."""
    i = LANGS.index(lang)
    types = [(f"`{one}`", said[i], f"`{shown}`" if shown else "") for one, *said, shown in WORDS["types"]]
    cells, ifs = (
        [(f"`{one}`", said[i]) for one, *said in rows] for rows in (WORDS["cells"], WORDS["expressions"])
    )
    for (title, opening), rows in zip(WORDS["tables"][lang], (types, cells, ifs), strict=True):
        rule = "|---" * len(rows[0]) + "|"
        lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
        yield "\n".join([f"## {title}\n", opening, rule, *lines])


def main() -> None:
    """Write both pages."""
    for lang in LANGS:
        (ROOT / "docs" / lang / "reference.md").write_text(page(lang), encoding="utf-8")


if __name__ == "__main__":
    main()
