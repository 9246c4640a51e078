"""Every step in full, as a case meets them."""

from __future__ import annotations

from collections.abc import Iterator

from banfa.texts import Text
from banfa.views.reading.steps import step_sentences
from banfa.views.words import Words

TITLE = Text("步骤", "Steps")
ORDER = 30
OF = "transitions"


def lines(words: Words, of: str | None = None) -> Iterator[str]:
    """Read out every step, or one."""
    for name in words.flow.steps if of is None else (of,):
        yield words.heading(3, words.title("transitions", name), words.anchor("transitions", name))
        yield ""
        first, *rest = step_sentences(words, words.process.steps[name])
        yield first.text
        yield ""
        yield from (f"- {sentence.text}" for sentence in rest)
        yield ""
