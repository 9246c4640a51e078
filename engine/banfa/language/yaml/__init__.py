"""Our strict subset of YAML: texts to nodes that know their places.

`read` is the door; `plain` gives the data alone, `place_of` the place of a path. The pieces: `decoding`
(bytes to characters), `characters`, `documents`, `composer` (events of libyaml to nodes), `scalars` and
`surprises` (what an unquoted word means, and what it does not), `recovery` with `blocks`, `diagnosis`,
`traps` and `brackets` (why something cannot be read), `words` (what is said about it).
"""

from banfa.language.yaml.nodes import (
    Mapping,
    Node,
    Plain,
    Scalar,
    Sequence,
    Source,
    Value,
    node_at,
    place_of,
    plain,
)
from banfa.language.yaml.reader import read

__all__ = [
    "Mapping",
    "Node",
    "Plain",
    "Scalar",
    "Sequence",
    "Source",
    "Value",
    "node_at",
    "place_of",
    "plain",
    "read",
]
