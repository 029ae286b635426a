"""The events of YAML, to look at before anything is composed of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import yaml


def parse(text: str, loader: type) -> Iterator[yaml.Event]:
    """The events that a loader tells of; raises yaml.YAMLError.

    Newer versions of libyaml refuse deep nesting at once and do not tell where it begins. The other loader does.
    """
    given = 0
    try:
        for event in yaml.parse(text, loader):
            yield event
            given += 1
    except yaml.MarkedYAMLError as error:
        if "nesting depth" not in str(error.problem):
            raise
        yield from islice(yaml.parse(text, yaml.SafeLoader), given, None)
