"""Edits that take an offence out of a draft, tried and written back."""
