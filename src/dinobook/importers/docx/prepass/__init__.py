"""The XML of a document before Pandoc reads it: what Pandoc loses is unfolded, or marked."""
