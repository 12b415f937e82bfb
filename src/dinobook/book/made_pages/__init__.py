"""Pages that nobody wrote: contents, lists, glossary, index, colophon, notes at the back."""
