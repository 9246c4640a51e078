"""LANGUAGE 1: translations: every text that can be translated, and what is stale or unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banfa.language.mistakes import modelled
from banfa.language.models.texts import TextsModel, Translation
from banfa.language.problems import Problems
from banfa.language.suggest import suggest
from banfa.language.written import Path, Written, dotted, of_one
from banfa.language.yaml import read
from banfa.texts import Text

TEXTS = ("title", "says", "refuse", "warn")
"""Keys whose text people read."""
REASONS = ("chosen", "inferred")
"""Keys of an element that hold a reason, or one for each part of it that is named."""
LISTS = ("checklist", "aliases")
"""Keys that hold several texts: the first is called `KEY.1`."""


def texts_of(data: Any, path: tuple[str | int, ...] = (), whole: Any = None) -> dict[str, str]:
    """Return every translatable text of a process by its dotted key."""
    whole = data if whole is None else whole
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found: dict[str, str] = {}
    for key, value in entries:
        at = (*path, key)
        own = _own_texts(path, key, value)
        if own is None:
            found.update(texts_of(value, at, whole))
            continue
        name = dotted(whole, at)
        found.update({f"{name}.{part}" if part else name: text for part, text in own.items()})
    return found


def _own_texts(path: Path, key: str | int, value: Any) -> dict[str, str] | None:
    """The texts that a key holds, by what stands behind its name; None if it holds other things."""
    if isinstance(value, str) and key in TEXTS:
        return {"": value}
    if key == "checklist" or (key in LISTS and is_element(path)):
        several = value if isinstance(value, list) else [value]
        return {str(i): str(text) for i, text in enumerate(several, 1)}
    if key in REASONS and is_element(path):
        return dict(value) if isinstance(value, dict) else {"": str(value)}
    if key == "ignore" and is_element(path):
        several = value if isinstance(value, list) else [value]
        return {str(one["code"]): str(one["reason"]) for one in several}
    return None


def is_element(path: Path) -> bool:
    """True if an element stands at a path, which says of itself where it comes from."""
    if len(path) == 4:
        return path[2] in ("values", "parts", "copies", "rows")
    return len(path) == 2 or (path[0] == "tables" and path[2:] == ("otherwise",))


def read_translations(
    content: bytes, file: str, problems: Problems
) -> tuple[dict[str, Translation], Written]:
    """Return the well-formed translations of a file by dotted key, and where they stand."""
    node = read(content, file, problems)
    model = modelled(TextsModel, node, problems)
    return (dict(model.root) if model is not None else {}), of_one(node) if node is not None else Written()


def resolve_translations(
    translations: Mapping[str, Translation], written: Written, texts: Mapping[str, str], problems: Problems
) -> dict[str, str]:
    """Return the English by dotted key; unknown keys and stale translations are warned of."""
    found: dict[str, str] = {}
    for key, translation in translations.items():
        if key not in texts:
            _unknown(key, written, texts, problems)
        else:
            found[key] = translation.en
            if translation.of != texts[key]:
                _stale(key, written, problems)
    return found


def _unknown(key: str, written: Written, texts: Mapping[str, str], problems: Problems) -> None:
    near = suggest(key, texts)
    fix = Text(f"改为 {near}", f"write {near}") if near else Text("删去它", "remove it")
    message = Text(f"没有 {key} 这段文字", f"there is no text {key}")
    place = written.place((key,), key=True)
    problems.add("B171", message, fix, place=place, element=key, severity="warning")


def _stale(key: str, written: Written, problems: Problems) -> None:
    message = Text(
        f"{key} 的译文过时了：原文已经改过", f"the translation of {key} is stale: the text has changed"
    )
    fix = Text("改译文，并把 of 改成现在的原文", "translate anew, and make `of` the present text")
    place = written.place((key, "of"))
    problems.add("B172", message, fix, place=place, element=key, severity="warning")
