"""One caption and its parts, read from bytes."""
