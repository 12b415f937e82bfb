"""The manifest: read (`parse`), changed as text (`edit`), compared with the chapters (`files`)."""

from __future__ import annotations

from dinobook.manifest.edit import append_aside
from dinobook.manifest.files import check_files, check_names
from dinobook.manifest.model import Manifest
from dinobook.manifest.parse import ParsedManifest, parse, read_manifest
from dinobook.manifest.schema import json_schema

__all__ = [
    "Manifest",
    "ParsedManifest",
    "append_aside",
    "check_files",
    "check_names",
    "json_schema",
    "parse",
    "read_manifest",
]
