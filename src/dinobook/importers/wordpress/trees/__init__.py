"""From the HTML of a post to the tree of a chapter."""
