"""A real editor: Emacs with Eglot, without a screen, shows the findings and applies an action."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.lsp.clients import NOTE
from tests.project.test_editors import block
from tests.running import HANGS, ROOT, XHSLINT, environment, make_home

EMACS = ["emacs", "-q", "--batch"]


@cache
def has_eglot() -> bool:
    load = ["--eval", "(progn (require 'package) (package-initialize) (require 'eglot) (require 'markdown-mode))"]
    return bool(shutil.which("emacs")) and not subprocess.run([*EMACS, *load], capture_output=True).returncode


def test_emacs_shows_and_applies(tmp_path: Path) -> None:
    if not has_eglot():
        pytest.skip("no Emacs with Eglot and markdown-mode here")
    folder = tmp_path / "notes"
    folder.mkdir()
    caption = folder / "笔 记.md"
    caption.write_text(f"# 周末手作\n\n🍑{NOTE}，到时候通知你\n", "utf-8")
    command = " ".join(map(json.dumps, [*XHSLINT, "lsp"]))
    (tmp_path / "init.el").write_text(block("elisp", "eglot").replace('"xhslint" "lsp"', command), "utf-8")
    env = environment(
        make_home(tmp_path / "home"),
        CAPTION=str(caption),
        SETTINGS=str(tmp_path / "init.el"),
        RESULT=str(tmp_path / "seen"),
        LANG=os.environ.get("LANG", "C.UTF-8"),
        LC_ALL="C.UTF-8",
    )
    script = ["-l", str(ROOT / "tests/lsp/eglot.el")]
    done = subprocess.run([*EMACS, *script], cwd=folder, env=env, capture_output=True, timeout=HANGS)
    assert done.returncode == 0, done.stderr.decode()
    seen = json.loads((tmp_path / "seen").read_text("utf-8"))
    ((words, message),) = seen["found"]
    assert words == "加薇❤：taoci_2046"
    assert "contact/wechat-id" in message and "「加薇❤：taoci_2046」读作「加微信" in message
    assert seen["text"].split("\n")[2:4] == [
        "<!-- xhslint-ignore-next-line contact/wechat-id: 在这里写原因 -->",
        f"🍑{NOTE}，到时候通知你",
    ]
