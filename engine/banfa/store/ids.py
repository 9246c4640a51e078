"""Ids of cases: opaque, unique without asking anybody, sortable by time (RFC 9562, version 7)."""

from __future__ import annotations

import os
from datetime import datetime


def new_id(now: datetime) -> str:
    """Return a new id made at `now`: a UUID of version 7, as text."""
    millis = int(now.timestamp() * 1000) & (2**48 - 1)
    random = int.from_bytes(os.urandom(10))
    value = millis << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
