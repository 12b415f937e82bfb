"""Imports: a source becomes a plan that a person can read and edit, and the plan becomes chapters.

`run` strings the steps together; every importer is a small value that keeps to `plan.Importer`.
"""
