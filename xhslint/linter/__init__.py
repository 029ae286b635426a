"""One draft in, findings out."""
