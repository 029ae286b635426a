"""Answers as the page gets them, under no configuration."""

from __future__ import annotations

import pytest

from xhslint.page.answers import Answers


@pytest.fixture(scope="session")
def answers() -> Answers:
    return Answers()
