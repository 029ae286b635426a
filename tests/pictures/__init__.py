"""Tests of what stands in pictures."""
