from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def manual(repository: Path) -> str:
    return (repository / "docs" / "manifest.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def example(manual: str) -> str:
    """The complete example of the manual: its first indented block."""
    lines: list[str] = []
    for line in manual.splitlines():
        if line.startswith("    ") or (lines and not line):
            lines.append(line[4:])
        elif lines:
            break
    return "\n".join(lines).rstrip() + "\n"
