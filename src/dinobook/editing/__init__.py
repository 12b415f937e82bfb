"""The editor's verbs: the manifest's text → the same text with one thing done to its order."""
