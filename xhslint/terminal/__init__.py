"""Terminal cells, lines and streams."""
