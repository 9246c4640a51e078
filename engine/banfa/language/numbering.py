"""Numbers of cases, made from a pattern such as `TS-{year}-{seq:04}` (LANGUAGE 1)."""

from __future__ import annotations

import re

_PLACE = re.compile(r"\{(year|seq)(?::0([0-9]{1,2}))?\}")


def number(pattern: str, year: int, seq: int) -> str:
    """Return the number for a running `seq` within `year`; `{seq:04}` fills up with zeros to four digits."""
    values = {"year": f"{year:04}", "seq": str(seq)}
    return _PLACE.sub(lambda m: values[m[1]].zfill(int(m[2] or 0)), pattern)


def counted_in(pattern: str, year: int) -> int:
    """Return the year that `seq` runs in: 0 for a pattern without a year, whose `seq` never begins anew."""
    return year if "{year" in pattern else 0
