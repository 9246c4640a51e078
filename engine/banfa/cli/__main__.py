"""`python -m banfa.cli` is `banfa`."""

from banfa.cli import main

main()
