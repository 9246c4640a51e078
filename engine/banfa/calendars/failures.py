"""Why a date cannot be worked out: what the functions of this room raise."""

from __future__ import annotations

from datetime import date

from banfa.language.terms import CalendarError
from banfa.texts import Text


class CalendarUnknown(CalendarError):
    """Whether a day of this `year` is a working day is not known: no calendar of it has been published."""

    def __init__(self, year: int) -> None:
        self.year = year
        zh = f"没有 {year} 年的工作日历：可能尚未公布，公布后更新 chinesecalendar，或在日历文件中写明全年"
        en = f"there is no calendar of working days for {year}: it may not be published yet"
        super().__init__(Text(zh, f"{en}; update chinesecalendar then, or list the year in a calendar file"))


class NoWorkingDay(CalendarError):
    """The calendar has no working day where one is needed."""

    def __init__(self, calendar: str, day: date) -> None:
        zh = f"日历 {calendar} 自 {day} 起没有足够的工作日；检查 holidays 和 week"
        en = f"the calendar {calendar} has not enough working days from {day} on; look at holidays and week"
        super().__init__(Text(zh, en))


class UnknownTimeZone(CalendarError):
    """There is no time zone of this name."""

    def __init__(self, name: str) -> None:
        zh = f"没有时区 {name}；写 IANA 的名称，如 Asia/Shanghai"
        en = f"there is no time zone {name}; write a name of the IANA list, such as Asia/Shanghai"
        super().__init__(Text(zh, en))


class ExtensionRefused(CalendarError):
    """An extension beyond its limit, or without a reason."""
