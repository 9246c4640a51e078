"""A worker as a process of its own: does what is due, and says each thing on a line; a test may kill it."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.engine.mediating import FakeClock, engine


def main(folder: str, now: str) -> None:
    """Do all that is due in the database of the folder by `now`."""
    with engine(Path(folder), FakeClock(now)) as desk:
        for work in desk.each_due():
            print(work.case, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
