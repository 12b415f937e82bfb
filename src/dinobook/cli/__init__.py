"""The command line: one file a command, each of them thin."""

from dinobook.cli.app import main

__all__ = ["main"]
