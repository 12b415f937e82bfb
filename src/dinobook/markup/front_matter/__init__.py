"""The head of a chapter file: its YAML, read strictly."""
