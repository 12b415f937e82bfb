"""Two orders of a book → what differs: pages, numbers, words that point the wrong way.

Nothing is published. An estimate permutes the pages of the last build; an exact answer lays out the
pending order (docs/impact.md).
"""
