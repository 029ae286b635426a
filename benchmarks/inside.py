"""Measures xhslint inside its process, on one core, and prints seconds of CPU as JSON; starting and warming up do not count.

python inside.py check|many|fold|files FOLDER   # .md files; `files` reads and decodes them too, the others have them in memory
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

from xhslint import Linter
from xhslint.drafts.decode import decode
from xhslint.drafts.draft import Draft
from xhslint.drafts.read import read_data
from xhslint.text.view import fold

WARM = 300
"""Notes that are checked before the clock runs."""


def main(what: str, folder: str) -> None:
    paths = sorted(map(str, Path(folder).glob("*.md")))
    texts = [decode(read_data(path), path) for path in paths]
    linter = Linter()

    def file(path: str) -> object:
        return linter.examine(Draft.parse(decode(read_data(path), path), path))

    works: dict[str, Callable[[str], object]] = {
        "check": linter.check,
        "many": linter.check,
        "fold": fold,
        "files": file,
    }
    work = works[what]
    items = paths if what == "files" else texts
    for item in islice(cycle(items), WARM):
        work(item)
    start = time.process_time()
    if what == "many":
        for _ in linter.check_many(texts):
            pass
    else:
        for item in items:
            work(item)
    print(json.dumps({"seconds": time.process_time() - start}))


if __name__ == "__main__":
    main(*sys.argv[1:])
