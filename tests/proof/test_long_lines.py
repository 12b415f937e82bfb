"""Lines that a pattern could try in very many ways."""

from __future__ import annotations

from dinobook.proof.manuscript import what_is_at


def test_a_long_run_of_spaces_takes_no_time() -> None:
    """One that tries every end of it would take hours."""
    spaces = " " * 100_000
    assert what_is_at([f"# a{spaces}b"], 1) == "heading"
    assert what_is_at([f"/// tip | a{spaces}b", "Zin."], 2) == "text"
