"""`banfa fmt`: one layout for every definition, made by editing positions, never by loading and dumping.

`format_text` is the door. Each kind of change is a module that looks at the nodes and gives edits:
`whitespace`, `quoting`, `citations`, `ordering` (with the table in `orders`), `rows`, `breaking`.
Formatting twice is formatting once, comments stay with what they speak of, and a text whose meaning would
change is left alone.
"""

from banfa.language.formatting.layout import FORMAT, FormatResult, format_text

__all__ = ["FORMAT", "FormatResult", "format_text"]
