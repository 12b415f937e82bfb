"""Rules about the pages: their number, size, boxes, margins and folios."""
