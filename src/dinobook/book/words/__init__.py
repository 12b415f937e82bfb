"""What the book says itself, in its own language: words, dates, titles of made pages."""
