"""Detectors of links, accounts, phone numbers and share codes."""
