"""The syntax of other programs, and slips of the pen: what works here, and what is warned about.

`extension` teaches the Markdown engine the forms that have one clear meaning. Whatever the engine
leaves as text is read by the forms in `rules`: one warning each, on its line.
"""
