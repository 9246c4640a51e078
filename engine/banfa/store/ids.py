"""Ids of cases: opaque, unique without asking anybody, sortable by time (RFC 9562, version 7)."""

from __future__ import annotations

import os
from datetime import datetime
from uuid import UUID


def new_id(now: datetime) -> str:
    """Return a new id made at `now`: a UUID of version 7, as text."""
    millis = int(now.timestamp() * 1000) & (2**48 - 1)
    random = int.from_bytes(os.urandom(10))
    value = millis << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(UUID(int=value))
