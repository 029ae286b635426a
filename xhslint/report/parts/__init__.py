"""Parts that several reports have in common."""
