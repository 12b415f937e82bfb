"""From the text of a post to HTML that a parser can read."""
