"""Tests of linting table files."""
