"""Where pages end: of text, and of the notes below it."""
