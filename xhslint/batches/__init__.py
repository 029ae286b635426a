"""Lint columns of Arrow data, a batch at a time."""
