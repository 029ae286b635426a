"""The Python side of the worker: the answers to the page's questions as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable

from xhslint.messages.static_page import BROWSER
from xhslint.page.answers import Answers
from xhslint.pictures.kinds import SUFFIXES as PICTURES
from xhslint.pictures.kinds import is_picture

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def answering(lang: str) -> Callable[[str, str], str]:
    """Return what answers a question, given its name and its request as JSON; `lang` is the language where none is asked for."""
    answers = Answers(lang=lang)

    def answer(name: str, request: str) -> str:
        asked = json.loads(request)
        if name == "document" and is_picture(str(asked.get("name"))):
            return json.dumps({"error": BROWSER.get(asked.get("lang"), BROWSER[lang])["picture"]})
        answered = answers.answer(name, asked)
        return json.dumps(_without_pictures(answered) if name == "start" else answered)

    return answer


def _without_pictures(start: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to `start` for a page that reads no pictures: what reads them is no Python."""
    if "suffixes" not in start:
        return start
    suffixes = [each for each in start["suffixes"] if each not in PICTURES]
    texts = {**start["texts"], "open.more": BROWSER[start["lang"]]["open.more"]}
    return {**start, "suffixes": suffixes, "texts": texts}
