"""The tag tree of a PDF: made of the document, whatever pages its boxes stand on.

WeasyPrint tags box by box and page by page: what goes on over a page is parted there. Here an
element is one tag, and what is drawn of it on each page is its content. So a paragraph, a list or
a table is whole, a note stands behind the paragraph of its call, and a caption in its table.

`stand_in.py` steps in for WeasyPrint's own tags. `visit.py` walks the boxes of the pages and asks
`homes.py` for the tag of each; `streams.py` numbers the marked content; `write.py` makes objects.
"""
