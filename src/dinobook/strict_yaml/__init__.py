"""The one reader of YAML: text → nodes with their lines, or every fault as a problem.

The manifest, the front matter of chapters and of a blog's posts, import plans, words of the book
and our own data files are read by it; `Rules` says what differs.
"""

from __future__ import annotations

from dinobook.strict_yaml.nodes import (
    KeyValue,
    Mapping,
    Node,
    Plain,
    Scalar,
    Sequence,
    Source,
    is_nothing,
    kind_of,
    node_at,
    plain,
)
from dinobook.strict_yaml.read import Rules, read, read_own, size_problems
from dinobook.strict_yaml.syntax import SLIPS

__all__ = [
    "SLIPS",
    "KeyValue",
    "Mapping",
    "Node",
    "Plain",
    "Rules",
    "Scalar",
    "Sequence",
    "Source",
    "is_nothing",
    "kind_of",
    "node_at",
    "plain",
    "read",
    "read_own",
    "size_problems",
]
