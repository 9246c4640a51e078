"""Cases that last: the event log, the case as it stands, the definitions that cases run on."""

from banfa.store.database import (
    Answered,
    Applied,
    Definition,
    Kept,
    Logged,
    Reading,
    Sleeping,
    Store,
    Writing,
)

__all__ = ["Answered", "Applied", "Definition", "Kept", "Logged", "Reading", "Sleeping", "Store", "Writing"]
