"""dinobook: blog chapters and a thesis, one manifest, EPUB and print-ready PDF."""

__version__ = "0.1.0"
