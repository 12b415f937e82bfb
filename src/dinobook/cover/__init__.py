"""The cover of a printed book: its measures, its design, and the check of one made elsewhere."""
