"""What `--json` prints, as models: the JSON Schemas of the output are generated from them."""

COMMANDS = (
    "articles",
    "case-allowed",
    "case-copies",
    "case-correct",
    "case-explain",
    "case-fire",
    "case-history",
    "case-list",
    "case-receive",
    "case-record",
    "case-show",
    "case-start",
    "case-waive",
    "check",
    "due",
    "org-apply",
    "org-list",
    "scenario",
)
"""The commands whose output has a schema, with `-` between the words; known without loading a model."""
