"""The views of a process, one file each (see `banfa.views.registry`)."""
