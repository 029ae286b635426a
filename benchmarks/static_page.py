"""Measure the page as a folder: its bytes, the seconds to the first underline and the milliseconds of a check, in Node and in Chromium.

    npm ci --prefix tests/static_page/node
    python benchmarks/static_page.py [--rounds 3]

Chromium runs by `playwright`; without it, or without Chromium, the figures of Node stand alone. Times depend on the load of the machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

CHECKS = 50
NOTE = "周末去露营，阳光很好，帐篷是新买的，孩子玩得开心。第 {} 天加薇❤：taoci_2046，私信我领路线图"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    from tests.static_page.written import missing, write_folder

    if reason := missing():
        sys.exit(reason)
    with TemporaryDirectory() as scratch:
        out = Path(scratch, "out")
        write_folder(out)
        files = [path for path in sorted(out.rglob("*")) if path.is_file()]
        for path in sorted(files, key=lambda path: -path.stat().st_size)[:5]:
            print(f"{path.relative_to(out)}: {path.stat().st_size / 1e6:.2f} MB")
        whole = sum(path.stat().st_size for path in files)
        compressed = sum(len(gzip.compress(path.read_bytes())) for path in files)
        print(f"all {len(files)} files: {whole / 1e6:.2f} MB, {compressed / 1e6:.2f} MB where the server compresses")
        node(out, rounds)
        chromium(out, rounds)


def node(out: Path, rounds: int) -> None:
    """Print the figures of Node."""
    questions = [json.dumps(["check", {"text": NOTE.format(number), "quick": True}]) for number in range(CHECKS + 1)]
    command = ["node", str(ROOT / "tests/static_page/node/answers.mjs"), str(out)]
    figures: list[dict[str, Any]] = []
    for _ in range(rounds):
        done = subprocess.run(command, input="\n".join(questions), capture_output=True, encoding="utf-8", check=True)
        figures.append(json.loads(done.stdout.splitlines()[-1]))
    ready = min(each["seconds"] for each in figures)
    first = min(each["seconds"] + each["times"][0] / 1e3 for each in figures)
    check = min(median(each["times"][1:]) for each in figures)
    memory = figures[0]["bytes"] / 1e6
    print(f"Node: ready {ready:.2f} s, first answer {first:.2f} s, a check {check:.1f} ms, {memory:.0f} MB of memory")


def chromium(out: Path, rounds: int) -> None:
    """Print the figures of Chromium, if it can be driven here."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        print("Chromium: playwright is not installed")
        return
    from tests.serve.browsers import CHROMIUM
    from tests.serve.browsers import chromium as browsers
    from tests.static_page.browsing import ALONE, Visit, serving

    if not CHROMIUM:
        print("Chromium: not here")
        return
    script = """async ([note, number]) => {
        const page = document.querySelector("script[type=module]").src.replace(/[^/]*$/, "");
        const { ask } = await import(`${page}transport.js`);
        const times = [];
        for (let at = 0; at < number; at++) {
            const start = performance.now();
            await ask("check", { text: note.replace("{}", at), quick: true });
            times.push(performance.now() - start);
        }
        return times;
    }"""
    ready: list[float] = []
    first: list[float] = []
    again: list[float] = []
    checks: list[float] = []
    with serving(out) as server, browsers(ALONE) as browser:
        for _ in range(rounds):
            context = browser.new_context()
            for seconds in (first, again):
                start = time.monotonic()
                visit = Visit(context, server.address)
                visit.wait_until_ready()
                if seconds is first:
                    ready.append(time.monotonic() - start)
                visit.write(NOTE)
                visit.cards(2)
                seconds.append(time.monotonic() - start)
                checks.append(median(visit.tab.evaluate(script, [NOTE, CHECKS])))
                visit.tab.close()
            context.close()
    print(
        f"Chromium {browser.version}: ready {min(ready):.2f} s, first underline {min(first):.2f} s, at the second visit "
        f"{min(again):.2f} s, a check {min(checks):.1f} ms"
    )


if __name__ == "__main__":
    main()
