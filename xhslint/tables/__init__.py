"""Lint the notes in a table file into another one, in steps that survive an interruption."""
