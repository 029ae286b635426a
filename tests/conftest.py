"""What holds for every test: SIGINT interrupts, also where a shell started the tests in the background; no example is timed.

Thousands of tests wait in the memory of one process, which the garbage collector went through whenever a rulebook was read:
that took half the time of reading it. It leaves them alone, and comes as seldom as in the command (`xhslint/__main__.py`).
"""

from __future__ import annotations

import gc
import signal
from functools import lru_cache
from typing import Any

from hypothesis import settings

from xhslint.base import yaml_nodes

RULE_FILE = 1_000
"""Characters of YAML from which it is no front matter, but a rule file, most likely one of the bundled ones."""


def pytest_configure() -> None:
    """Let processes that tests start be interrupted: they inherit SIGINT ignored from a shell's background job."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_sessionstart() -> None:
    """Let each rule file be parsed once: hundreds of tests read the bundled ones, and nobody changes a node."""
    compose = yaml_nodes.compose

    @lru_cache(128)
    def kept(text: str, aliases: bool, _loader: Any) -> Any:
        return compose(text, aliases)

    def composed(text: str, aliases: bool = True) -> Any:
        return compose(text, aliases) if len(text) < RULE_FILE else kept(text, aliases, yaml_nodes.LOADER)

    yaml_nodes.compose = composed


def pytest_collection_finish() -> None:
    """Keep the garbage collector from what is there before the first test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


settings.register_profile(
    "untimed", deadline=None
)  # how long an example takes says more about the machine than about the code
settings.load_profile("untimed")
