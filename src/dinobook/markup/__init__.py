"""Markdown chapters → fragments. The dialect is described in docs/writing.md.

`convert.convert` turns one chapter file into a `fragment.Fragment` with everything that is wrong
with it; `front_matter.peek` reads its id and title only; `typography.typeset_text` sets a title
that stands outside a chapter. Nothing is imported here: who needs a fragment need not load what
makes it.
"""
