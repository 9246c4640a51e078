"""What is written down of a case, the lists it is chosen from, and the rules that are used by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from banfa.texts import Text
from banfa.views.reading import data, people, rules
from banfa.views.words import Words

TITLE = Text("资料、名单和规则", "Data, lists and rules")
ORDER = 70

_SECTIONS: tuple[tuple[Text, str, Any], ...] = (
    (Text("资料", "Data"), "fields", data.field_sentences),
    (Text("可选的值", "Lists of values"), "enums", data.enum_sentences),
    (Text("归在一起的值和状态", "Sets"), "sets", data.set_sentences),
    (Text("条件", "Conditions"), "guards", rules.guard_sentences),
    (Text("不得由同一人办", "Separation of persons"), "separation", people.separation_sentences),
    (Text("始终成立的事", "What always holds"), "properties", rules.property_sentences),
    (Text("期限", "Time limits"), "duties", rules.duty_sentences),
    (Text("外部规定", "Outside rules"), "references", people.reference_sentences),
)


def lines(words: Words, of: str | None = None) -> Iterator[str]:
    """Read out each section that there is."""
    for title, section, read in _SECTIONS:
        found = words.own(section)
        if found:
            yield words.heading(3, words.both(*title))
            yield ""
            for name in words.flow.as_written(section, found):
                text = words.both("", " ").join(sentence.text for sentence in read(words, found[name]))
                yield f"- {words.anchored(section, name)}{text}"
            yield ""
