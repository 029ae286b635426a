"""A real editor: Vim with ALE, as the page says to set it up, lists the findings."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.lsp.clients import NOTE
from tests.project.test_editors import block
from tests.running import HANGS, POSIX, ROOT, environment, make_home

ALE = Path("/usr/share/vim/vimfiles/pack/dist-bundle/opt/ale")
"""Where Debian's package `vim-ale` puts it."""
CAPTION = f"# 周末手作\n\n🍑{NOTE}，到时候通知你\n\n看这里 https://weidian.com/x\n"
SCRIPT = """
set nocompatible
packadd ale
source settings.vim
function! Look(timer) abort
  let found = map(ale#engine#GetLoclist(bufnr('')), {_, each -> [each.lnum, each.col, each.end_col, each.type, each.code]})
  if len(found) == 2
    call writefile([json_encode(found)], 'found')
    qall!
  endif
endfunction
autocmd VimEnter * call timer_start(100, 'Look', {'repeat': -1})
"""


@POSIX
@pytest.mark.skipif(not shutil.which("vim") or not ALE.exists(), reason="no vim with ALE here")
def test_vim_with_ale_lists_the_findings(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(CAPTION, "utf-8")
    (tmp_path / "settings.vim").write_text(block("vim", "ale#linter"), "utf-8")
    (tmp_path / "vimrc").write_text(SCRIPT, "utf-8")
    program = tmp_path / "bin" / "xhslint"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m xhslint "$@"\n', "utf-8")
    program.chmod(0o755)
    env = environment(make_home(tmp_path / "home"), TERM="dumb", LANG="C.UTF-8", PYTHONPATH=str(ROOT))
    env["PATH"] = f"{program.parent}:{env['PATH']}"
    command = ["vim", "-N", "-u", "vimrc", "-i", "NONE", "-n", "note.md"]
    terminal, screen = os.openpty()
    with subprocess.Popen(command, cwd=tmp_path, env=env, stdin=screen, stdout=screen, stderr=screen) as vim:
        os.close(screen)
        try:
            with suppress(OSError):  # which Linux raises when the last user of the terminal has ended
                while os.read(terminal, 65536):
                    pass
            vim.wait(HANGS)
        finally:
            vim.kill()
            os.close(terminal)
    assert json.loads((tmp_path / "found").read_text("utf-8")) == [
        [3, 8, 21, "E", "contact/wechat-id"],
        [5, 5, 25, "E", "link/shop"],
    ]
