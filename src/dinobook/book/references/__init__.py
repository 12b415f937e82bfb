"""Links and references: where they lead, and the words that the book gives them."""
