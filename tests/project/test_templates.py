"""What people copy into their repositories: the GitHub Action, and the templates of docs/templates/."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.running import make_home
from tests.worktree import ROOT, run, snapshot
from xhslint import __version__
from xhslint.cli.main import main

pytestmark = pytest.mark.slow

BASH = shutil.which("bash")
TEMPLATES = sorted((ROOT / "docs" / "templates").iterdir())
GOOD = "# 周末手作\n\n今天做了一只小陶碗，釉色更加微妙了。\n"
BAD = "# 周末手作\n\n想学的姐妹加我微信：handmade_2020\n"
# If any of it is run, a file `owned` appears.
HOSTILE = [
    "$(touch owned)",
    "`touch owned`",
    '"; touch owned; "',
    "'; touch owned; '",
    "a.md; touch owned",
    "a.md && touch owned #",
    "${IFS}$(touch${IFS}owned)",
    "\n touch owned\n",
    "*",
    "~",
]

needs_bash = pytest.mark.skipif(BASH is None or os.name == "nt", reason="needs bash")
Step = Callable[..., "subprocess.CompletedProcess[str]"]


def action() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return read


def scripts() -> dict[str, dict[str, Any]]:
    """The steps of the action that are scripts, by name."""
    return {step["name"]: step for step in action()["runs"]["steps"] if "run" in step}


def test_the_action_is_composite_and_explains_its_inputs() -> None:
    read = action()
    assert read["runs"]["using"] == "composite"
    assert set(read["inputs"]) == {"paths", "args", "format", "sarif-file", "version", "python-version"}
    assert all(each["description"] and isinstance(each["default"], str) for each in read["inputs"].values())
    assert [step["shell"] for step in scripts().values()] == ["bash", "bash"]


def test_no_input_is_written_into_a_script() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    for step in scripts().values():
        assert "${{" not in step["run"]
        used = set(re.findall(r"XHSLINT_\w+", step["run"]))
        assert used == {name for name in step["env"] if name.startswith("XHSLINT_")}
    named = set(re.findall(r"inputs\.([\w-]+)", text))
    assert named == set(action()["inputs"])


def test_the_action_is_pinned_like_the_workflows() -> None:
    (used,) = re.findall(r"uses: (.+)", (ROOT / "action.yml").read_text("utf-8"))
    assert used.startswith("actions/setup-python@")
    assert f"uses: {used}\n" in (ROOT / ".github" / "workflows" / "tests.yml").read_text("utf-8")


@pytest.fixture
def step(tmp_path: Path) -> Step:
    """Runs a step of the action as GitHub does, in a scratch repository in `work`, with an xhslint that is there already.

    `path` is the PYTHONPATH of the job.
    """
    installed = tmp_path / "temp" / "xhslint"
    venv.create(installed)
    (packages,) = installed.glob("lib/python*/site-packages")
    (packages / "checkout.pth").write_text(f"{ROOT}\n{sysconfig.get_path('purelib')}\n", "utf-8")
    home = make_home(tmp_path / "home")
    work = tmp_path / "work"
    (work / "笔 记").mkdir(parents=True)
    (work / "笔 记" / "好.md").write_text(GOOD, "utf-8")
    (work / "坏 的.md").write_text(BAD, "utf-8")

    def step(name: str = "Check the captions", path: str = "", **given: str) -> subprocess.CompletedProcess[str]:
        defaults = {"PATHS": ".", "ARGS": "", "FORMAT": "auto", "SARIF": "", "VERSION": "", "PYTHON": sys.executable}
        inputs = {f"XHSLINT_{key}": value for key, value in (defaults | given).items()}
        assert BASH
        script = tmp_path / "script.sh"
        script.write_text(scripts()[name]["run"], "utf-8")
        github = {
            "RUNNER_TEMP": str(tmp_path / "temp"),
            "GITHUB_OUTPUT": str(tmp_path / "output"),
            "GITHUB_ACTIONS": "true",
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
            "GITHUB_ACTION_PATH": str(tmp_path / "action"),
            "PYTHONPATH": path,
        }
        if name != "Install xhslint":  # pip may need the settings that are there
            github["HOME"] = str(home)
        return run([BASH, "--noprofile", "--norc", "-eo", "pipefail", str(script)], work, None, **github, **inputs)

    return step


def exit_code(tmp_path: Path) -> str:
    return (tmp_path / "output").read_text("utf-8").splitlines()[-1]


@needs_bash
@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ({}, 1, "::error file=坏 的.md,line=3,"),
        ({"PATHS": "笔 记"}, 0, ""),
        ({"PATHS": "笔 记\r\n坏 的.md\r\n"}, 1, "坏 的.md"),
        ({"PATHS": "没有 这个"}, 2, "没有 这个"),
        ({"FORMAT": "text", "ARGS": "--lang en --color never"}, 1, "Checked 2 drafts: 1 error"),
        ({"FORMAT": "text", "ARGS": "--lang 'en' --exclude \"坏 的.md\""}, 0, "Checked 1 draft: nothing"),
        ({"ARGS": "--fail-on\nnever"}, 0, "::error file=坏 的.md"),
        ({"ARGS": "--lang 'en"}, 2, "::error title=xhslint::a quote in args is not closed"),
        ({"ARGS": "--no-such-option"}, 2, "--no-such-option"),
        ({"PATHS": "--help"}, 2, "--help"),
    ],
)
def test_the_action_checks(step: Step, tmp_path: Path, given: dict[str, str], status: int, said: str) -> None:
    done = step(**given)
    assert done.returncode == status, done.stdout + done.stderr
    assert said in done.stdout + done.stderr
    assert exit_code(tmp_path) == f"exit-code={status}"


@needs_bash
def test_the_action_writes_a_summary_of_the_job(step: Step, tmp_path: Path) -> None:
    assert step().returncode == 1
    assert "<td><code>坏 的.md:3:" in (tmp_path / "summary").read_text("utf-8")
    done = step(ARGS="--format text")
    assert done.stdout.index("::error file=坏 的.md") < done.stdout.index("检查了 2 篇笔记")


@needs_bash
def test_the_action_writes_sarif_beside_annotations(step: Step, tmp_path: Path) -> None:
    done = step(SARIF="报告 1.sarif")
    assert done.returncode == 1
    assert "::error file=坏 的.md" in done.stdout
    report = json.loads((tmp_path / "work" / "报告 1.sarif").read_text("utf-8"))
    (result,) = report["runs"][0]["results"]
    assert result["ruleId"] == "contact/wechat-id"


@needs_bash
@pytest.mark.parametrize("name", ["PATHS", "ARGS", "FORMAT", "SARIF"])
@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_input_of_the_action_is_run_or_expanded(step: Step, tmp_path: Path, name: str, hostile: str) -> None:
    done = step(**{name: hostile})
    assert not list(tmp_path.rglob("owned"))
    assert done.returncode in (1, 2), done.stdout + done.stderr
    assert exit_code(tmp_path) == f"exit-code={done.returncode}"
    if hostile == "*" and name in ("PATHS", "ARGS"):
        assert "'*'" in done.stdout + done.stderr or "file=*" in done.stdout or "*：" in done.stdout + done.stderr


@needs_bash
@pytest.mark.parametrize(
    "version", [*HOSTILE, "@ https://example.com/a.whl", "1.0 --index-url=x", "-r x", "1.0;python_version"]
)
def test_only_a_version_is_installed(step: Step, tmp_path: Path, version: str) -> None:
    done = step("Install xhslint", VERSION=version)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "::error title=xhslint::version" in done.stdout
    assert not list(tmp_path.rglob("owned"))


@needs_bash
def test_no_module_of_the_checkout_runs_while_it_is_checked(step: Step, tmp_path: Path) -> None:
    work = tmp_path / "work"
    for module in ("click", "regex", "yaml", "jieba", "shlex", "xhslint", "sitecustomize"):
        (work / f"{module}.py").write_text("open('owned', 'w')\n", "utf-8")
    done = step(PATHS="坏 的.md", path=str(work))
    assert "::error file=坏 的.md" in done.stdout, done.stdout + done.stderr
    assert not list(tmp_path.rglob("owned"))


@needs_bash
def test_nothing_of_the_checkout_runs(step: Step, tmp_path: Path) -> None:
    for module in ("venv", "pip", "shlex", "xhslint", "click"):
        (tmp_path / "work" / f"{module}.py").write_text("open('owned', 'w')\n", "utf-8")
    installer = Path("packaging", "requirements", "install.py")
    (tmp_path / "action" / installer).parent.mkdir(parents=True)
    shutil.copy(ROOT / installer, tmp_path / "action" / installer)  # without lists: it ends once pip has begun
    done = step("Install xhslint")
    assert done.returncode == 1, done.stdout + done.stderr
    assert not (tmp_path / "work" / "owned").exists()


@needs_bash
@pytest.mark.slow
def test_the_action_installs_itself_and_checks(step: Step, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "temp")
    (tmp_path / "temp").mkdir()
    snapshot(tmp_path / "action")
    done = step("Install xhslint")
    assert done.returncode == 0, done.stdout + done.stderr
    done = step()
    assert done.returncode == 1, done.stdout + done.stderr
    assert "::error file=坏 的.md,line=3," in done.stdout


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_name_this_version_and_are_in_the_guide(template: Path) -> None:
    text = template.read_text("utf-8")
    assert isinstance(yaml.safe_load(text), dict)
    for version in re.findall(r"(?:xhslint@|rev: )(v[\d.]+)", text):
        assert version == f"v{__version__}"
    assert f"templates/{template.name}" in (ROOT / "docs" / "ci.md").read_text("utf-8")


def test_pre_commit_takes_the_template() -> None:
    validate = pytest.importorskip("pre_commit.clientlib")
    read = validate.load_config(str(ROOT / "docs" / "templates" / "pre-commit-config.yaml"))
    manifest = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["id"] for repo in read["repos"] for hook in repo["hooks"]} <= {hook["id"] for hook in manifest}


@needs_bash
@pytest.mark.parametrize(("text", "status"), [(GOOD, 0), (BAD, 1)])
def test_the_job_of_gitlab_writes_code_quality(tmp_path: Path, text: str, status: int) -> None:
    read = yaml.safe_load((ROOT / "docs" / "templates" / "gitlab-ci.yml").read_text("utf-8"))["xhslint"]
    install, check = read["script"]
    assert install == "python -m pip install --quiet xhslint"
    folder = tmp_path / "我的 笔记"
    folder.mkdir()
    (folder / "a.md").write_text(text, "utf-8")
    command = check.replace(
        "xhslint check", f"PYTHONPATH={shlex.quote(str(ROOT))} {shlex.quote(sys.executable)} -m xhslint check"
    )
    assert BASH
    done = run([BASH, "-ec", command], tmp_path, None, XHSLINT_PATH="我的 笔记", HOME=str(make_home(tmp_path / "home")))
    assert done.returncode == status, done.stdout + done.stderr
    assert read["artifacts"]["when"] == "always"
    report = json.loads((tmp_path / read["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert [finding["location"]["path"] for finding in report] == ["我的 笔记/a.md"] * status


def test_the_line_of_reviewdog_fails_only_for_what_could_not_be_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = yaml.safe_load((ROOT / "docs" / "templates" / "reviewdog-workflow.yml").read_text("utf-8"))
    *_, step = read["jobs"]["xhslint"]["steps"]
    assert step["shell"] == "bash"
    words = shlex.split(step["run"].partition("|")[0])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(make_home(tmp_path / "home")))
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "坏.md").write_text(BAD, "utf-8")
    for text, status in ((BAD, 0), ("---\nprofile: nobody\n---\n", 2)):
        (tmp_path / "notes" / "b.md").write_text(text, "utf-8")
        assert main(words[1:]) == status
        lines = capsys.readouterr().out.splitlines()
        assert {json.loads(line)["location"]["path"] for line in lines} >= {"notes/坏.md"}
