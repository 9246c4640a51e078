"""LANGUAGE 1: the pattern of case numbers."""

from __future__ import annotations

import re

from banfa.language.resolve.linking import Linking
from banfa.texts import Text

PLACEHOLDER = re.compile(r"\{(?P<name>[^{}:]*)(?P<width>:0[1-9])?\}")


def check_numbering(link: Linking) -> None:
    """Report a pattern that cannot number cases: `{year}` and one `{seq}` or `{seq:04}` are what it knows."""
    numbering = link.model.numbering
    if numbering is None:
        return
    found = [(m["name"], m["width"]) for m in PLACEHOLDER.finditer(numbering.pattern)]
    rest = PLACEHOLDER.sub("", numbering.pattern)
    names = [name for name, _ in found]
    wrong = [name for name, width in found if name not in ("year", "seq") or (width and name != "seq")]
    if wrong or "{" in rest or "}" in rest or names.count("seq") != 1:
        link.report(
            "B211",
            Text("案号的样式不对", "the pattern of case numbers is wrong"),
            Text(
                "写成 TS-{year}-{seq:04} 这样：{seq} 恰好一次，{year} 可有可无",
                "write it like TS-{year}-{seq:04}: {seq} once, {year} if wanted",
            ),
            ("numbering", "pattern"),
        )
