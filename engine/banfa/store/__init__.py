"""Cases that last: the event log, the case as it stands, the definitions that cases run on."""

from banfa.store.database import Kept, Store, Writing

__all__ = ["Kept", "Store", "Writing"]
