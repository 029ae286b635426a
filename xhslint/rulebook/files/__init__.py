"""Rule files read from YAML, with every mistake in its place."""
