"""The tools for agents that write: lint a note, compare a rewriting with what it replaces, explain a rule."""
