"""Processes: worker pools, how many of them, Ctrl-C, and room for deep calls."""
