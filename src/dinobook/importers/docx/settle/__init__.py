"""The tree made fit for a book: captions, references, pictures, generated lists, chapters."""
