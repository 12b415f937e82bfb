"""Edits that are remembered: made on a book's files, taken back, and made again."""
