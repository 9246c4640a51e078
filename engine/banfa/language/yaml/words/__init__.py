"""What is said about each thing that can be wrong with a YAML text, in both languages, with one fix.

The only place of codes B100–B129. No word of a parser reaches the reader of these.
"""
