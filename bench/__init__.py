"""How fast books are made: books of any length, timed against other programs."""
