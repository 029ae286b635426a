"""What one would write in an hour: cut a note into words with jieba, then look for the terms with one alternation.

python naive_jieba.py TERMS FOLDER [cut]   # `cut` looks for nothing; prints its seconds as JSON, without those of the start
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from itertools import accumulate
from pathlib import Path

import jieba


def main(terms: str, folder: str, only: str = "") -> None:
    words = Path(terms).read_text("utf-8").split()
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    texts = [path.read_text("utf-8") for path in sorted(Path(folder).glob("*.md"))]
    start = time.perf_counter()
    found = 0
    for text in texts:
        edges = {0, *accumulate(map(len, jieba.cut(text)))}
        if not only:
            found += sum(match.start() in edges and match.end() in edges for match in pattern.finditer(text))
    print(json.dumps({"seconds": time.perf_counter() - start, "found": found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
