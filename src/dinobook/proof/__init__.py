"""A PDF to read and mark up, and what was marked in it, put back into the chapters' lines."""
