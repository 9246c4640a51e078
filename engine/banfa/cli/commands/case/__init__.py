"""立案、办案、查案。 · Start, run and look up cases."""

from banfa.cli.clicks import folder

command = folder("case", __name__, __file__, __doc__)
