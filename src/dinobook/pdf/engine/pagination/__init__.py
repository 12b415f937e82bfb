"""Where pages end: a chapter's breaks are chosen together, and its pages made to them."""
