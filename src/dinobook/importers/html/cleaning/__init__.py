"""Foreign HTML to the few elements that a chapter is written from."""
