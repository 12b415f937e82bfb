"""What another order of the book does to its pages, numbers and words, before it is made."""
