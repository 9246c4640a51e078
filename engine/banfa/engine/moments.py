"""When something happened and when it was entered, in the time zone of the process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from banfa.errors import BanfaError, InvalidInput
from banfa.kernel.decision import Problem
from banfa.language.process import Process
from banfa.language.values import BadValue, FieldType, parser
from banfa.texts import Text

Clock = Callable[[], datetime]
"""Gives the present, with its offset."""


class When(NamedTuple):
    """The two times of a command, to the second."""

    happened: datetime
    entered: datetime


def when(process: Process, clock: Clock, happened: str | datetime | None) -> When:
    """Return both times; entered is now, and so is happened unless it is said. Raises InvalidInput."""
    zone = _zone(process)
    entered = clock().astimezone(zone).replace(microsecond=0)
    return When(entered if happened is None else _moment(happened, zone), entered)


def _zone(process: Process) -> ZoneInfo:
    try:
        return ZoneInfo(process.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        zh = f"这台机器没有时区 {process.time_zone} 的数据；请安装 tzdata（pip install tzdata）"
        en = f"this machine has no data for the time zone {process.time_zone}; pip install tzdata"
        raise BanfaError(Text(zh, en)) from None


def _moment(happened: str | datetime, zone: ZoneInfo) -> datetime:
    try:
        return datetime.fromisoformat(str(_time(happened))).astimezone(zone)
    except BadValue as bad:
        raise InvalidInput((Problem("happened", bad.text),)) from None
    except OverflowError:
        text = Text("这个时间超出了历法的范围", "the calendar does not reach that far")
        raise InvalidInput((Problem("happened", text),)) from None


_time = parser(FieldType("datetime"))
