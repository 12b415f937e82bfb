"""A book as other programs, and the commands, see it: the public face (docs/library.md)."""
