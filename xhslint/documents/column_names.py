"""The letters by which spreadsheets call columns: A, B, … AA."""

from __future__ import annotations


def column_index(letters: str) -> int:
    """Return the index from 0 of a column such as `C`."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(index: int) -> str:
    """Return the letters of a column by its index from 0."""
    letters = ""
    while index >= 0:
        letters = chr(65 + index % 26) + letters
        index = index // 26 - 1
    return letters
