"""Text as it reads, with the place in the source of every character."""
