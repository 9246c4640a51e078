"""组织：采用新的，看历来采用过的。 · The organisation: apply a new one, see which were applied."""

from banfa.cli.clicks import folder

command = folder("org", __name__, __file__, __doc__)
