"""Rules about the file as a whole: what it says and holds besides pages."""
