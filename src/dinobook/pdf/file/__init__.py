"""The PDF file itself: joined, with outline and metadata, written, and read back."""
