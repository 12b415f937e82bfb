"""Quotes, dashes, apostrophes and spaces as each language prints them."""
