"""The manifest as its author wrote it, for those that change its text (`dinobook.editing`).

Nothing is written out anew: an edit puts lines or words between those that are there, at places
that the YAML reader points out. So comments, quotes, blank lines and columns stay, byte for byte.
"""

from __future__ import annotations

from dataclasses import dataclass

from dinobook.errors import ManifestError
from dinobook.manifest.yaml_rules import nodes_of
from dinobook.problems import Problem, has_errors
from dinobook.storage.project import MANIFEST
from dinobook.strict_yaml import Mapping, Scalar, Sequence, Source


@dataclass(frozen=True, slots=True)
class Document:
    """A manifest as its author wrote it, with the places of its keys and rows."""

    source: Source
    root: Mapping

    def text(self) -> str:
        return self.source.text

    @property
    def newline(self) -> str:
        return "\r\n" if "\r\n" in self.source.text else "\n"

    def ids(self, key: str) -> tuple[str, ...]:
        """The ids below a key of the manifest (`outline`, `aside`), in the order of the file."""
        listed = self.root.get(key)
        if not isinstance(listed, Sequence):
            return ()
        named = (item.get("id") if isinstance(item, Mapping) else item for item in listed.items)
        return tuple(one.text for one in named if isinstance(one, Scalar))


def load(text: str, path: str = MANIFEST) -> Document:
    """Raises `ManifestError` when `text` is not YAML with keys; a faulty manifest can be loaded."""
    source = Source(path, text)
    root, problems = nodes_of(source)
    if isinstance(root, Mapping) and not has_errors(problems):
        return Document(source, root)
    if not problems:
        message = "The manifest is empty, or has no keys."
        hint = "Begin with “book:”, “outline:” and “editions:”."
        problems = (Problem(source.place(0), "manifest-002", message, hint),)
    raise ManifestError(f"{path} cannot be edited.", problems)
