"""Sources in BibTeX, BibLaTeX or CSL-JSON, and the citations of a whole book set by a CSL style.

`library.load_library` reads the sources and the style; `cite.cite` sets every citation of an
edition and its bibliography; `check.check_citations` says which citations lead nowhere,
`printed.check_printed` what of a source is not printed. Nothing is imported here: a book without
sources needs none of it.
"""
