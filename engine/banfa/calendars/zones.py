"""Time zones: local days and hours as instants, right on days on which the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from banfa.calendars.failures import UnknownTimeZone
from banfa.language.terms import BadTerm
from banfa.texts import Text

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


def zone_of(name: str) -> ZoneInfo:
    """Return the zone of a name of the IANA list; raises `UnknownTimeZone`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownTimeZone(name) from None


def instant(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """Return the instant of a local hour. One that the clocks skip is the moment at which they skip it;
    of one that comes twice it is the first."""
    local = datetime.combine(day, hour, zone)
    back = local.astimezone(UTC).astimezone(zone)
    if back.replace(tzinfo=None) == local.replace(tzinfo=None):
        return local
    return _skip(local, zone)


def _skip(local: datetime, zone: ZoneInfo) -> datetime:
    """The first instant after the gap in which `local` lies: where the offset changes, to the second."""
    low = int(local.replace(fold=1).astimezone(UTC).timestamp())
    high = int(local.replace(fold=0).astimezone(UTC).timestamp())
    after = datetime.fromtimestamp(high, zone).utcoffset()
    while low < high:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == after:
            high = middle
        else:
            low = middle + 1
    return datetime.fromtimestamp(high, zone)


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the first instant of a local day."""
    return instant(day, time(0), zone)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the last second of a local day; raises `BadTerm` at the end of the year 9999."""
    try:
        return (start_of_day(day + DAY, zone).astimezone(UTC) - SECOND).astimezone(zone)
    except OverflowError:
        raise BadTerm(Text("超出了历法的范围", "the calendar does not reach that far")) from None


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """Return the local day of an instant; raises `BadTerm` for one without an offset."""
    return aware(moment).astimezone(zone).date()


def aware(moment: datetime) -> datetime:
    """Return the instant itself; raises `BadTerm` if it carries no offset and so is none."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        zh = f"{moment.isoformat()} 没有时差，不知是哪一刻；写成 2026-09-28T09:00+08:00"
        en = f"{moment.isoformat()} has no offset and is no instant; write 2026-09-28T09:00+08:00"
        raise BadTerm(Text(zh, en))
    return moment
