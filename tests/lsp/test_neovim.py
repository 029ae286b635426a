"""A real editor: Neovim, without a screen, shows the findings, lists them and applies an action."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.lsp.clients import NOTE
from tests.project.test_editors import block
from tests.running import HANGS, ROOT, XHSLINT, environment, make_home

CAPTION = f"# 周末手作\n\n🍑{NOTE}，到时候通知你\n\n看这里 https://weidian.com/x\n"


@pytest.mark.skipif(not shutil.which("nvim"), reason="no nvim here")
def test_neovim_shows_lists_and_applies(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "笔 记.md").write_text(CAPTION, "utf-8")
    settings = block("lua", "nvim_create_autocmd").replace('"xhslint", "lsp"', json.dumps([*XHSLINT, "lsp"])[1:-1])
    (tmp_path / "init.lua").write_text(settings, "utf-8")
    env = environment(
        make_home(tmp_path / "home"),
        CAPTION=str(folder / "笔 记.md"),
        SETTINGS=str(tmp_path / "init.lua"),
        RESULT=str(tmp_path / "seen"),
        PICK="不再报告",
        XDG_STATE_HOME=str(tmp_path / "state"),
    )
    command = ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-S", str(ROOT / "tests/lsp/neovim.lua")]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, timeout=HANGS)
    seen: dict[str, Any] = json.loads((tmp_path / "seen").read_text("utf-8"))
    assert (done.returncode, seen["problem"]) == (0, None), done.stderr
    # Neovim counts bytes: 🍑 has four, each Chinese character three, the heart three.
    assert [each[:5] for each in seen["before"]] == [
        [2, 19, 41, "contact/wechat-id", 1],
        [4, 10, 31, "link/shop", 1],
    ]
    assert seen["before"][0][5].startswith("「加薇❤：taoci_2046」读作「加微信")
    assert seen["list"] == [[3, 20, "E"], [5, 11, "E"]]
    assert seen["hover"].startswith("**站外联系方式 · contact/wechat-id**：错误")
    assert seen["picked"] == "不再报告这一处，写明原因（contact/wechat-id）"
    assert seen["text"][2] == "<!-- xhslint-ignore-next-line contact/wechat-id: 在这里写原因 -->"
    assert seen["text"][3] == CAPTION.split("\n")[2]
    assert [each[:4] for each in seen["after"]] == [[5, 10, 31, "link/shop"]]
    assert [each[:4] for each in seen["typed"]] == [[5, 10, 31, "link/shop"], [6, 6, 12, "ranking/exchange"]]


@pytest.mark.skipif(not shutil.which("nvim"), reason="no nvim here")
def test_what_old_versions_add_starts_the_server_in_any(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(CAPTION, "utf-8")
    settings = block("lua", "start_client") + block("lua", "nvim_create_autocmd")
    settings = settings.replace('"xhslint", "lsp"', json.dumps([*XHSLINT, "lsp"])[1:-1])
    (tmp_path / "init.lua").write_text(settings, "utf-8")
    env = environment(make_home(tmp_path / "home"), XDG_STATE_HOME=str(tmp_path / "state"))
    wait = "lua vim.wait(120000, function() return #vim.diagnostic.get(0) > 0 end)"
    tell = "lua vim.fn.writefile({ tostring(#vim.diagnostic.get(0)) }, 'found')"
    command = ["nvim", "--headless", "-u", "init.lua", "-i", "NONE", "-n", "note.md"]
    command += ["-c", wait, "-c", tell, "-c", "qall!"]
    subprocess.run(command, cwd=tmp_path, env=env, check=True, capture_output=True, timeout=HANGS)
    assert (tmp_path / "found").read_text("utf-8") == "2\n"
