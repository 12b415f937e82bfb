"""Book → PDF: laid out by workers, put in order, joined, written and read back."""
