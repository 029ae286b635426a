"""The pages that commands other than `check` print."""
