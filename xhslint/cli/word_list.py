"""The command `init --words`: make a rule file of a plain list of words, with examples that have passed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from xhslint.base.errors import InputError, Problem
from xhslint.base.file_reading import MAX_BYTES
from xhslint.cli.init import write_new
from xhslint.drafts.read import read_text
from xhslint.linter.linter import Linter
from xhslint.messages.catalogue import say
from xhslint.rulebook.files.discover import rule_files
from xhslint.rulebook.files.loader import Loader
from xhslint.ruletest.examples import failures

FRAMES = ("今天聊聊", "刚试过", "")
"""What may stand before a word in its example."""
HARMLESS = ("今天也要开心", "慢慢来，都会好的", "嗯")
"""Examples without a finding; the first one without a word of the list is used."""
_REMARK = re.compile(r"^[ \t]*[#＃].*$", re.MULTILINE)
"""A line that is a remark; behind a word `#` is a part of it."""
_PARTED = re.compile(r"[\r\n,，、\t]+")
_NO_WORD = re.compile(r"[\W_]*")


def make_rule_file(words_file: str, folder: Path, lang: str, force: bool = False) -> list[str]:
    """Write a rule file named like a list of words, one a line or parted by commas; return messages for the user.

    Raises InputError for a list without words, for words that no rule can look for, and for a file that is there already
    unless this is forced. Nothing is written then.
    """
    path = folder / f"{Path(words_file).stem}.yaml"
    if path.exists() and not force:
        raise InputError([Problem(str(path), 0, 0, say(lang, "words.exists"))])
    written, remarks = _REMARK.subn("", read_text(words_file, MAX_BYTES, allow_pipe=True))
    words = _words(written)
    if not words:
        raise InputError([Problem(words_file, 0, 0, say(lang, "words.none"))])
    text = rule_text(words, path.stem, lang)
    _require_passing(text, path.name, words_file, lang)
    write_new(str(path), text, lang)
    skipped = [say(lang, "words.remarks", remarks)] if remarks else []
    return [say(lang, "words.wrote", path, len(words)), *skipped, say(lang, "words.next", path)]


def rule_text(words: Sequence[str], name: str, lang: str) -> str:
    """Return a rule file that finds these words; its name tells its ids from those of other lists."""
    key = f"list-{crc32(name.encode()):08x}"
    quoted = [json.dumps(word, ensure_ascii=False) for word in words]
    listed = "".join(f"\n      - {word}" for word in quoted)
    frame, harmless = (_without(words, texts) for texts in (FRAMES, HARMLESS))
    flag = "".join(f"\n    - {json.dumps(f'{frame}[[{word}]]', ensure_ascii=False)}" for word in words)
    return say(lang, "words.template", key, json.dumps(name, ensure_ascii=False), quoted[0], listed, flag, harmless)


def _without(words: Sequence[str], texts: Sequence[str]) -> str:
    """Return the first text that holds none of the words, else the last."""
    return next((text for text in texts if not any(word in text for word in words)), texts[-1])


def _words(text: str) -> list[str]:
    """Return the words of a list, each once; lines of marks alone are no words."""
    words = (word.strip() for word in _PARTED.split(text))
    return list(dict.fromkeys(word for word in words if not _NO_WORD.fullmatch(word)))


def _require_passing(text: str, name: str, words_file: str, lang: str) -> None:
    """Raise InputError if the rule file is wrong, or with the words that its rule does not find."""
    with TemporaryDirectory() as scratch:
        path = Path(scratch, name)
        path.write_text(text, "utf-8")
        book = Loader(lang).load([*rule_files(), (path, name)])
    (rule,) = (rule for rule in book.rules if rule.path == name)
    linter = Linter(rulebook=book, lang=lang, select=rule.id)
    missed = [Problem(words_file, 0, 0, say(lang, "words.missed", each.text)) for each in failures(rule, linter)]
    if missed:
        raise InputError(missed)
