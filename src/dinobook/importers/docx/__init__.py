"""Import of Word documents: bytes → chapters as import trees, with all that went or changed."""
