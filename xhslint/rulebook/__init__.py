"""The rules: as written, as values, and as a compiled file."""
