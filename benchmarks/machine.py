"""The machine that measures, and the disk that it writes to; no benchmark by itself."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

SYNCS = 50


def machine() -> dict[str, Any]:
    """What a reader must know to read absolute figures."""
    return {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.system(),
        "processor": processor(),
        "cores": os.cpu_count(),
        "disk": disk(Path(tempfile.gettempdir())),
        "milliseconds of a write that reaches the disk": sync_time(),
    }


def processor() -> str:
    """The model of the processor, as far as the system tells."""
    info = Path("/proc/cpuinfo")
    text = info.read_text(encoding="utf-8") if info.is_file() else ""
    model = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return model[1] if model else platform.processor() or platform.machine()


def disk(folder: Path) -> str:
    """The file system and the device below a folder, as far as the system tells."""
    mounts = Path("/proc/mounts")
    if not mounts.is_file():
        return "unknown"
    rows = [row.split() for row in mounts.read_text(encoding="utf-8").splitlines()]
    at = max((r for r in rows if folder.resolve().is_relative_to(r[1])), key=lambda r: len(r[1]))
    turning = Path(f"/sys/block/{Path(at[0]).name.rstrip('0123456789')}/queue/rotational")
    kind = turning.read_text().strip() if turning.is_file() else ""
    return f"{at[2]} on {Path(at[0]).name}{ {'0': ', not rotating', '1': ', said to rotate'}.get(kind, '') }"


def load_a_core() -> float | None:
    """How many want to compute on a core: beyond 1, absolute figures are too low, and ratios hold."""
    return round(os.getloadavg()[0] / (os.cpu_count() or 1), 1) if hasattr(os, "getloadavg") else None


def sync_time() -> float:
    """The median time of appending a page to a file and waiting until it is on the disk."""
    times = []
    with tempfile.NamedTemporaryFile(prefix="bench-") as file:
        for _ in range(SYNCS):
            file.write(b"x" * 4096)
            file.flush()
            began = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - began)
    return round(statistics.median(times) * 1000, 3)
