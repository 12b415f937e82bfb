"""Rules about letters: typefaces, glyphs and sizes."""
