"""Entries of YAML files described once: read with positions, checked, and shown as JSON Schema."""
