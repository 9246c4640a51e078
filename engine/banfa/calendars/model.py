"""A calendar file: an owner's tables over the calendar of the state, or a calendar of their own."""

from __future__ import annotations

import json
import re
from datetime import time
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Strict, WithJsonSchema

from banfa.calendars.days import YEARS
from banfa.language.models.element import (
    Day,
    OneOrMore,
    ProcessId,
    StrictModel,
    Words,
    WrittenWrong,
    may,
    needed,
)

_HOUR = r"([01][0-9]|2[0-3]):[0-5][0-9]"
_HOURS = rf"{_HOUR}-({_HOUR}|24:00)"


def _hour(text: str) -> str:
    return _shaped(_HOUR, text, "不是钟点", "is no hour of the day", "08:30")


def _hours(text: str) -> str:
    return _shaped(_HOURS, text, "不是一段时间", "is no stretch of hours", "08:30-12:00")


def _shaped(pattern: str, text: str, zh: str, en: str, fix: str) -> str:
    """The text, if it has the shape; what is wrong is said in words of its own."""
    if not re.fullmatch(pattern, text):
        shown = text[:40]
        raise WrittenWrong("B928", f"{shown} {zh}", f"{shown} {en}", f'写成 "{fix}"', f'write "{fix}"')
    return text


Hour = Annotated[str, AfterValidator(_hour), WithJsonSchema({"type": "string", "pattern": f"^{_HOUR}$"})]
Hours = Annotated[str, AfterValidator(_hours), WithJsonSchema({"type": "string", "pattern": f"^{_HOURS}$"})]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


def _year_in_reach(year: int) -> int:
    if year not in YEARS:
        zh, en = f"日历只到 {YEARS[0]}–{YEARS[-1]} 年", f"a calendar covers {YEARS[0]} to {YEARS[-1]}"
        raise WrittenWrong("B927", zh, en, "检查年份", "look at the year")
    return year


def _in_reach(day: str) -> str:
    _year_in_reach(int(day[:4]))
    return day


Year = Annotated[
    int,
    Strict(),
    AfterValidator(_year_in_reach),
    WithJsonSchema({"type": "integer", "minimum": YEARS[0], "maximum": YEARS[-1]}),
]
CalendarDay = Annotated[Day, AfterValidator(_in_reach)]


class Stretch(StrictModel):
    """A day, or the days from one to another."""

    on: CalendarDay | None = may(None, "某一天", "one day")
    from_: CalendarDay | None = may(None, "从哪天起（含）", "the first day", alias="from")
    until: CalendarDay | None = may(None, "到哪天止（含）", "the last day")
    title: Words | None = may(None, "为什么", "what for")


class HalfDay(StrictModel):
    """A working day with other hours."""

    on: CalendarDay = needed("哪一天", "the day")
    hours: OneOrMore[Hours] = needed("这天的工作时间", "the working time of that day", min_length=1)
    title: Words | None = may(None, "为什么", "what for")


class CalendarModel(StrictModel):
    """A calendar of working days."""

    calendar: ProcessId = needed("日历的编号", "the id of the calendar")
    title: Words | None = may(None, "名称", "its title")
    state: Literal["cn", "none"] = may(
        "cn",
        "cn：在国家公布的日历上加减；none：只按星期",
        "cn: upon the state's calendar; none: by the week alone",
    )
    complete: OneOrMore[Year] = may(
        (),
        "这些年份以本文件为准：只按星期和下列各表，不等公布",
        "years for which this file is all there is: by the week and these tables, nothing is waited for",
    )
    week: OneOrMore[Weekday] = may(
        WEEKDAYS[:5], "每周的工作日；只用于 state: none", "the working days of a week; with state: none only"
    )
    holidays: OneOrMore[Stretch] = may((), "另外的休息日", "further days off")
    working_days: OneOrMore[Stretch] = may((), "另外的工作日", "further working days")
    hours: OneOrMore[Hours] = may(
        ("09:00-12:00", "13:00-18:00"),
        "每天的工作时间，一班一段，可以过夜",
        "the working time of a day, one entry a shift; a shift may run past midnight",
        min_length=1,
    )
    half_days: OneOrMore[HalfDay] = may((), "工作时间不同的工作日", "working days with other hours")
    cut_off: Hour | None = may(
        None,
        "几点以后发生的算下一个工作日；休息日发生的也是",
        "what happens after this hour, or on a day off, counts as of the next working day",
    )
    first_day: Literal["next", "same"] = may(
        "next", "从次日算起，还是当日就算", "counting begins on the next day, or on the same"
    )
    last_day: Literal["stays", "next_working_day"] = may(
        "stays",
        "最后一天是休息日时不动，还是顺延",
        "a last day that is off stays, or moves to the next working day",
    )
    closes: Hour | None = may(
        None, "最后一天几点截止；不写则到午夜", "the hour at which the last day is over; not said: midnight"
    )


def hour_of(text: str) -> time:
    """Return the hour that `08:30` says; `24:00` is midnight."""
    return time.fromisoformat(text.replace("24:00", "00:00"))


def described() -> dict[str, Any]:
    """Return the JSON Schema of a calendar file (draft-07)."""
    from banfa.language.schema import DIALECT, Draft07

    schema = CalendarModel.model_json_schema(by_alias=True, schema_generator=Draft07)
    return {"$schema": DIALECT, "title": "工作日历 / a calendar of working days", **schema}


def described_text() -> str:
    """Return the schema as it stands in schemas/calendar.schema.json."""
    return json.dumps(described(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
