"""From command line arguments to an exit status."""
