"""Tests of linting Arrow data."""
