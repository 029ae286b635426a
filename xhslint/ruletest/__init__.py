"""Prove rules by their examples."""
