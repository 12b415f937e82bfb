"""A WordPress export (WXR) as chapters: read, choose, convert, and count what the source held."""
