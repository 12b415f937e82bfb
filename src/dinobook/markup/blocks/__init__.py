"""The blocks of the dialect, one a file: read, checked and made into elements."""
