"""A rulebook as a file to map into memory."""
