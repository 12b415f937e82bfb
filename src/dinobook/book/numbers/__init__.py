"""Numbers of parts, chapters, headings, figures, list items and note calls."""
