"""Processes that load the page engine, so that no other process has to."""
