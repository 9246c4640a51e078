"""From what is written to what it means: names linked, types known. One module a section family."""
