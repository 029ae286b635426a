"""The Python side of the worker: the answers to the page's questions as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable

from xhslint.page.answers import Answers


def answering(lang: str) -> Callable[[str, str], str]:
    """Return what answers a question, given its name and its request as JSON; `lang` is the language where none is asked for."""
    answers = Answers(lang=lang)

    def answer(name: str, request: str) -> str:
        return json.dumps(answers.answer(name, json.loads(request)))

    return answer
