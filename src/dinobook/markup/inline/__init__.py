"""What stands inside a paragraph: notes, citations, formulas, index marks."""
