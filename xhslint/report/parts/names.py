"""Fingerprints of the findings of a run, by which programs tell known ones from new ones."""

from __future__ import annotations

from collections import Counter

from xhslint.linter.events import Checked
from xhslint.model.fingerprint import fingerprints


class Fingerprints:
    """Names the findings of drafts; like findings of a document are told apart, in whichever of its notes they are.

    The notes of a document come one after the other.
    """

    def __init__(self) -> None:
        self._path = ""
        self._seen: Counter[tuple[str, ...]] = Counter()

    def of(self, checked: Checked) -> list[str]:
        """Return the fingerprint of each finding of a draft."""
        if not checked.draft.places or checked.draft.path != self._path:
            self._path = checked.draft.path
            self._seen = Counter()
        return fingerprints(checked.draft.text, checked.findings, self._seen)
