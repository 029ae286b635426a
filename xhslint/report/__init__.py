"""Events and rulebooks as text."""
