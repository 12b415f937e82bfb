"""The manifest: read (`parse`), loaded as text (`edit`), compared with chapters (`files`)."""

from __future__ import annotations

from dinobook.manifest.files import check_files, check_names
from dinobook.manifest.model import Manifest
from dinobook.manifest.parse import ParsedManifest, parse, read_manifest
from dinobook.manifest.schema import json_schema

__all__ = [
    "Manifest",
    "ParsedManifest",
    "check_files",
    "check_names",
    "json_schema",
    "parse",
    "read_manifest",
]
