"""What every section is built from: strict models, names, citations, origins and accepted shorthand.

Every field says in Chinese and English what it is (`description`, "zh / en"): editors show it, and the
reference of the language is generated from it.
"""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    Strict,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from banfa.language.citations import citation

T = TypeVar("T")


def needed(zh: str, en: str, **more: Any) -> Any:
    """A key that must be written, described in both languages."""
    return Field(description=f"{zh} / {en}", **more)


def may(default: Any, zh: str, en: str, **more: Any) -> Any:
    """A key that may be left out, with its default and its description in both languages."""
    return Field(default, description=f"{zh} / {en}", **more)


class WrittenWrong(PydanticCustomError):
    """A value that a shorthand cannot take; carries code, message and fix in both languages."""

    def __new__(
        cls, code: str, zh: str, en: str, fix_zh: str | None = None, fix_en: str | None = None
    ) -> WrittenWrong:
        """Make the error; pydantic carries `ctx` to whoever reports it."""
        ctx = {"code": code, "zh": zh, "en": en, "fix_zh": fix_zh, "fix_en": fix_en}
        return super().__new__(cls, "banfa", "{en}", ctx)


class StrictModel(BaseModel):
    """An immutable mapping that takes no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# -- scalars ---------------------------------------------------------------------------------------------

Flag = Annotated[bool, Strict()]
Whole = Annotated[int, Strict(), Field(ge=0)]
Words = Annotated[str, Field(min_length=1)]
"""A title or a sentence."""
Name = Annotated[str, Field(min_length=1)]
"""The id of something declared elsewhere; whether it exists is checked when names are linked."""
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
ProcessId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_\-]*$")]
PersonId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.\-]*$")]
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+\-][0-9]{2}:[0-9]{2})$"


def _real(text: str) -> str:
    """The text, if there is such a day or moment."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        zh, en = f"没有 {text} 这个日期或时间", f"there is no such day or time as {text}"
        raise WrittenWrong("B159", zh, en, "查一下日历", "look at the calendar") from None
    return text


Day = Annotated[str, Field(pattern=DAY), AfterValidator(_real)]
Moment = Annotated[str, Field(pattern=MOMENT), AfterValidator(_real)]


def _digits(raw: Any) -> Any:
    return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw


CopyName = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9_]+$"),
    BeforeValidator(
        _digits, json_schema_input_type=Annotated[str, Field(pattern=r"^[A-Za-z0-9_]+$")] | Whole
    ),
]
"""The name of a copy: 1 and "1" are the same."""


def _expression(raw: Any) -> Any:
    if (isinstance(raw, str) and not raw.strip()) or not isinstance(raw, str | bool | int | Decimal):
        raise WrittenWrong(
            "B155",
            "这里要写一个表达式",
            "an expression is wanted here",
            "写成一行文字，如 case.amount > 100",
            "write it as one text, such as case.amount > 100",
        )
    return raw


Expression = Annotated[
    Any,
    BeforeValidator(_expression),
    WithJsonSchema({"anyOf": [{"type": "string", "minLength": 1}, {"type": "boolean"}, {"type": "number"}]}),
]
"""An expression: its text, or a bare true, false or number."""

Anything = Annotated[Any, WithJsonSchema({})]

# -- one or several --------------------------------------------------------------------------------------


def as_list(raw: Any) -> Any:
    """A single thing where a list is wanted is the list of it."""
    return raw if isinstance(raw, list | tuple) else [raw]


class _OneOrMore:
    """Marks a tuple that may be written as its only item."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        several: Any = handler(source)
        one = several["items_schema"][0]
        return core_schema.no_info_before_validator_function(
            as_list, several, json_schema_input_schema=core_schema.union_schema([one, several])
        )


OneOrMore = Annotated[tuple[T, ...], _OneOrMore()]

# -- citations -------------------------------------------------------------------------------------------

CITATION = r"^[1-9][0-9]*([①-⑳](-[①-⑳])?|\([1-9][0-9]?\)|（[1-9][0-9]?）)?$"
_CITATION = re.compile(CITATION)
_LONGEST_CITATION = 30


def _citation(raw: Any) -> Any:
    if isinstance(raw, int) and not isinstance(raw, bool) and raw > 0:
        return str(raw)
    if isinstance(raw, str) and len(raw) <= _LONGEST_CITATION and _CITATION.fullmatch(raw):
        return raw
    if isinstance(raw, float | Decimal) or (isinstance(raw, str) and re.fullmatch(r"\d+[.．]\d+", raw)):
        article, _, clause = str(raw).replace("．", ".").partition(".")
        better = citation(int(article), int(clause)) if clause.isdigit() and article.isdigit() else "8②"
        raise WrittenWrong(
            "B161",
            f"{raw} 不是条款的写法",
            f"{raw} is not how a clause is cited",
            f"写成 {better}",
            f"write {better}",
        )
    raise WrittenWrong(
        "B161",
        "条款要写成 8、8② 或 10①-⑥",
        "an article is cited as 8, 8② or 10①-⑥",
        "几条就写成列表：[2, 5①, 7]",
        "for several write a list: [2, 5①, 7]",
    )


Citation = Annotated[
    str,
    BeforeValidator(
        _citation,
        json_schema_input_type=Annotated[int, Strict(), Field(ge=1)]
        | Annotated[str, Field(pattern=CITATION)],
    ),
]
Citations = OneOrMore[Citation]

# -- where an element comes from ---------------------------------------------------------------------------


def _reasons(raw: Any) -> Any:
    if isinstance(raw, bool | int | float | list):
        fix = "写一句为什么这样定", "write a sentence that says why"
        raise WrittenWrong("B153", "这里要写理由", "a reason is wanted here", *fix)
    return {"": raw} if isinstance(raw, str) else raw


Reasons = Annotated[
    dict[str, Words],
    BeforeValidator(_reasons, json_schema_input_type=Words | dict[str, Words]),
]
"""One reason, or a reason for each part of the element that is named; "" is the whole element."""


class Ignore(StrictModel):
    """A finding that is known and accepted here."""

    code: str = needed("发现的编号", "the code of the finding", pattern=r"^B[0-9]{3}$")
    reason: Words = needed("为什么可以不管", "why it may be left")


class Element(StrictModel):
    """What every element can say about itself: which articles it realises, what was inferred or chosen."""

    articles: Citations = may((), "依据的条款，如 [8, 8②, 10①-⑥]", "the articles it comes from")
    inferred: Reasons = may(
        {},
        "推定：条文没有写明，连接条文所需；理由",
        "inferred: needed to connect what articles say; the reason",
    )
    chosen: Reasons = may(
        {}, "自定：我们的选择，可以改；理由", "chosen: our choice, which the owner may change; the reason"
    )
    ignore: OneOrMore[Ignore] = may((), "不再报告的发现", "findings not to report here")
