"""WeasyPrint, in workers: sections laid out line by line, page by page, and drawn."""
