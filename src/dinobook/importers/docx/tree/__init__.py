"""Pandoc's answer as an import tree, with what the marks stand for put in place."""
