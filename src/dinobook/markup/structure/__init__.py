"""The blocks of a chapter: CommonMark's, and those of the dialect."""
