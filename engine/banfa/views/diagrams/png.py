"""A picture as PNG, drawn from its SVG with a font that has every sign, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from math import sqrt
from pathlib import Path
from xml.etree import ElementTree

from banfa.errors import BanfaError
from banfa.texts import Text
from banfa.views.diagrams.look import FONT

VARIABLE = "BANFA_FONT"
"""The environment variable that names a font file."""
_LARGEST = 40_000_000
_DEBIAN = (
    "opentype/noto/NotoSansCJK-Regular.ttc",
    "truetype/noto/NotoSansCJK-Regular.ttc",
    "opentype/noto/NotoSansCJK-VF.ttc",
)


class NoPicture(BanfaError):
    """A PNG that cannot be made here: no renderer, no font, or a sign that the font lacks."""


def png_of(svg: str, font: str | Path | None = None, zoom: float = 2.0) -> bytes:
    """Return the PNG of an SVG. `font`: a file; else BANFA_FONT, the wheel's or Debian's Noto Sans CJK.

    Raises NoPicture: a missing font or sign is an error, never an empty box.
    """
    file = _font_file(font)
    family = _check_signs(svg, file)
    render = _renderer()
    drawn = svg.replace(f"'{FONT}'", f"'{family}'")
    options = {"dpi": 96, "zoom": _bounded(svg, zoom), "font_files": [str(file)], "skip_system_fonts": True}
    return bytes(render(svg_string=drawn, font_family=family, sans_serif_family=family, **options))


def _renderer() -> Callable[..., bytes]:
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise NoPicture(_need("resvg-py")) from None
    return svg_to_bytes


def _need(what: str) -> Text:
    command = "pip install 'banfa[diagram]'"
    return Text(f"画 PNG 要用 {what}：{command}", f"drawing PNG needs {what}: {command}")


def _bounded(svg: str, zoom: float) -> float:
    """The zoom at which the picture stays within what memory can hold."""
    _, _, width, height = ElementTree.fromstring(svg).attrib["viewBox"].split()
    area = float(width) * float(height)
    return min(zoom, sqrt(_LARGEST / area))


def _font_file(font: str | Path | None) -> Path:
    asked = font or os.environ.get(VARIABLE)
    if asked:
        if Path(asked).is_file():
            return Path(asked)
        raise NoPicture(Text(f"没有字体文件 {asked}", f"there is no font file {asked}"))
    for file in _known_fonts():
        if file.is_file():
            return file
    command = "pip install 'banfa[diagram]'"
    zh = f"没有中文字体：{command}，或装 Debian 的 fonts-noto-cjk，或用 --font、{VARIABLE} 指定字体文件"
    en = f"no font with Chinese: {command}, or Debian's fonts-noto-cjk"
    en += f", or name a font file with --font or {VARIABLE}"
    raise NoPicture(Text(zh, en))


def _known_fonts() -> Iterator[Path]:
    found = find_spec("manimgx_fonts_cjk")
    for folder in (found.submodule_search_locations or ()) if found else ():
        yield from sorted(Path(folder).glob("*.tt[cf]"))
    for name in _DEBIAN:
        yield Path("/usr/share/fonts") / name


def _check_signs(svg: str, file: Path) -> str:
    """Check that the font has every sign of the text; return the family to ask for."""
    try:
        from fontTools.ttLib import TTCollection, TTFont, TTLibError  # type: ignore[import-untyped]
    except ImportError:
        raise NoPicture(_need("fonttools")) from None
    try:
        faces = (
            TTCollection(file, lazy=True).fonts
            if file.suffix in (".ttc", ".otc")
            else [TTFont(file, lazy=True)]
        )
        families = [str(face["name"].getDebugName(1)) for face in faces]
        chosen = families.index(FONT) if FONT in families else 0
        has = faces[chosen].getBestCmap()
    except (TTLibError, OSError, KeyError, AssertionError):
        raise NoPicture(Text(f"{file} 不是能用的字体文件", f"{file} is no font that can be used")) from None
    lacking = sorted({sign for sign in _signs(svg) if ord(sign) not in has})
    if lacking:
        shown = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in lacking[:10])
        raise NoPicture(
            Text(f"字体 {file.name} 没有这些字：{shown}", f"the font {file.name} lacks these signs: {shown}")
        )
    return families[chosen]


def _signs(svg: str) -> Iterable[str]:
    root = ElementTree.fromstring(svg)
    for words in root.iter("{http://www.w3.org/2000/svg}text"):
        yield from (sign for sign in words.text or "" if not sign.isspace())
