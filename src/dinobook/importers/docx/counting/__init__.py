"""The inventory of a Word document, by a reader that shares no code with the converter.

It reads the untouched XML; only its way of unzipping is the converter's.
"""
