"""Cases that last: the event log, the case as it stands, the definitions that cases run on."""

from banfa.store.database import Definition, Kept, Logged, Reading, Store, Writing

__all__ = ["Definition", "Kept", "Logged", "Reading", "Store", "Writing"]
