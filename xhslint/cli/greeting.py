"""What xhslint says when it is called with nothing to do."""

from __future__ import annotations

from xhslint.messages.catalogue import say
from xhslint.terminal.wrap import pad

EXAMPLES = {"serve": "xhslint serve", "paste": "xhslint -", "draft": "xhslint {0}.txt", "folder": "xhslint {0}/ --open"}
"""The first commands to try, by the keys of what they do; {0} is a name in the user's language."""


def greeting(lang: str) -> str:
    """Return what xhslint is for and some commands to begin with."""
    lines = [say(lang, "greeting.about"), "", say(lang, "greeting.try")]
    for key, command in EXAMPLES.items():
        example = command.format(say(lang, f"greeting.{key}.name"))
        lines.append(f"  {pad(example, 24)} {say(lang, f'greeting.{key}')}")
    return "\n".join([*lines, "", say(lang, "greeting.more")]) + "\n"
