"""Rules about colours, inks and pictures."""
