"""How the lines and pages of a finished PDF are set, whoever made it (docs/lines.md)."""
