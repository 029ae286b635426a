"""The cases of `golden.py`: every command, in folders of the inputs.

Of the trees of examples, `notes` holds all, `few` the first to be flagged of each rule, and `stories` all that are to be
flagged, each inside a longer note, from which it can be taken out. The output of `slow-` cases takes minutes; that of
`click-` cases depends on the version of click.
"""

from __future__ import annotations

from tests.golden_inputs import (
    AS_OF,
    BRAND_NOTES,
    CONFIG,
    CONFIG_NOTES,
    FORMATS,
    ODD_NOTES,
    OFFENCE,
    ONCE,
    PYPROJECT,
    WRONG_CONFIGS,
    WRONG_RULES,
    Case,
    Files,
    reports,
    written,
)

COMMANDS = ("check", "baseline", "rules", "init", "test")
ADVERTISING = "--extend-select advertising"
DRIVER = "python golden_driver.py notes notes"


def in_both(*commands: str) -> tuple[str, ...]:
    """Return commands of xhslint with Chinese and with English messages."""
    return tuple(f"xhslint {command} --lang {lang}".replace("  ", " ") for command in commands for lang in ("zh", "en"))


def commit(message: str) -> tuple[str, ...]:
    """Return the steps that put everything into git."""
    return "git add --all", f"git commit --quiet --message={message}"


CHECKS = {
    "check-zh": Case((f"xhslint notes {ONCE} {reports(FORMATS)}",), ("notes",), written(FORMATS)),
    "check-en": Case(
        (f"xhslint notes {ONCE} --lang en {reports(('html', 'json'))}",), ("notes",), written(("html", "json"))
    ),
    "check-paid": Case((f"xhslint notes {ONCE} --profile paid {ADVERTISING} --format jsonl",), ("notes",)),
    "check-pro-en": Case(
        (f"xhslint stories {ONCE} --profile pro {ADVERTISING} --lang en --format json",), ("stories",)
    ),
    "check-ad-quiet": Case(
        (f"xhslint notes {ONCE} --profile ad {ADVERTISING} --explain-quiet {reports(('json', 'html', 'csv'))}",),
        ("notes",),
        written(("json", "html", "csv")),
    ),
    "check-quiet": Case((f"xhslint notes {ONCE} --explain-quiet",), ("notes",)),
    "check-quiet-en": Case((f"xhslint notes {ONCE} --explain-quiet --lang en --format json",), ("notes",)),
    "check-jobs": Case((f"xhslint notes {AS_OF} --jobs 2 --no-cache --format jsonl",), ("notes",)),
    "check-color": Case(
        (
            f"xhslint few {ONCE} --color always",
            f"xhslint few {ONCE} --color always --lang en --explain-quiet",
            f"xhslint few {ONCE} --no-color --quiet",
            f"xhslint few {ONCE} --quiet --fail-on warning --lang en",
        ),
        ("few",),
    ),
    "check-ascii": Case(
        (f"xhslint few {ONCE}", f"xhslint few {ONCE} --lang en"), ("few",), env={"PYTHONIOENCODING": "ascii"}
    ),
    "check-cached": Case((f"xhslint stories {AS_OF} --jobs 2", f"xhslint stories {AS_OF} --jobs 1"), ("stories",)),
    "check-choices": Case(
        (
            *(f"xhslint few {ONCE} --format csv --as-of {day}" for day in ("2010-01-01", "2022-06-01", "2025-03-01")),
            f"xhslint few {ONCE} --select contact,dm/purchase --ignore contact/bare --fail-on never",
            f"xhslint few {ONCE} --ignore contact --ignore shop,link --fail-on info --exclude 'dm*' --format auto",
            f"xhslint few {ONCE} --extend-select advertising/absolute,advertising/medical --format github",
            f"xhslint few/ranking--exchange-flag-00.md few/ranking--exchange-flag-00.md {ONCE}",
            f"xhslint check few {ONCE} --output report.txt --format json=report.json --select link",
        ),
        ("few",),
        ("report.txt", "report.json"),
    ),
    "check-stdin": Case(
        (
            {"a.md": f"{OFFENCE}\n"},
            f"xhslint - {ONCE} < a.md",
            f"xhslint - {ONCE} --stdin-filename notes/名字.md --format json < a.md",
            f"xhslint - {ONCE} --fix < a.md",
            f"xhslint - {ONCE} --fix --diff < a.md",
        )
    ),
    "fix-diff": Case((f"xhslint stories {ONCE} --fix --diff",), ("stories",)),
    "fix-unsafe-diff": Case((f"xhslint stories {ONCE} --unsafe-fixes --diff --lang en {ADVERTISING}",), ("stories",)),
    "fix-notes-diff": Case((f"xhslint notes {ONCE} --fix --unsafe-fixes --diff",), ("notes",)),
    "fix": Case((f"xhslint stories {ONCE} --fix --format csv",), ("stories",), ("stories",)),
    "fix-unsafe": Case((f"xhslint stories {ONCE} --fix --unsafe-fixes --format csv",), ("stories",), ("stories",)),
    "fix-odd": Case((ODD_NOTES, f"xhslint notes {ONCE} --fix --unsafe-fixes"), shown=("notes",)),
    "odd": Case(
        (
            ODD_NOTES,
            f"xhslint notes missing.md {ONCE}",
            f"xhslint notes missing.md {ONCE} --lang en --require-reason --report-unused {reports(FORMATS)}",
            f"xhslint notes {ONCE} --require-reason",
            f"xhslint notes {ONCE} --report-unused --explain-quiet --format json",
            f"xhslint notes/10-utf16.md notes/12-binary.md notes/21-other.rst notes/ignored/20.md {ONCE}",
            f"xhslint missing {ONCE}",
            "xhslint",
        ),
        shown=written(FORMATS),
    ),
}

RULES = {
    "rules": Case(
        in_both("rules", "rules dm/purchase", "rules contact", "rules dm/purchse", "rules ranking advertising/absolute")
    ),
    "rules-color": Case(("xhslint rules --color always", "xhslint rules shop/search --color always --lang en")),
    **{f"rules-{form}": Case(in_both(f"rules --format {form}")) for form in ("json", "markdown", "schema")},
    "rules-brand": Case(
        (
            BRAND_NOTES,
            "xhslint test brand/brand.yaml",
            *in_both("rules --rules brand brand dm/lead"),
            "xhslint test brand/brand.yaml --coverage",
            "xhslint test brand/brand.yaml --disguise --select brand",
            f"xhslint notes --rules brand {ONCE} --extend-select brand/count --explain-quiet {reports(('json', 'sarif'))}",
            f"xhslint notes --rules brand/brand.yaml {ONCE} --lang en --profile paid",
            f"xhslint notes --rules brand/brand.yaml {ONCE} --fix --unsafe-fixes --diff --extend-select brand/count",
            "xhslint rules --rules brand --format json brand",
        ),
        shown=written(("json", "sarif")),
    ),
    "rules-wrong": Case(
        (
            WRONG_RULES,
            *(f"xhslint test {name}" for name in WRONG_RULES),
            "xhslint test wrong/schema.yaml --lang en",
            "xhslint test wrong/examples.yaml --lang en",
            *in_both("test missing.yaml", "rules --rules wrong/names.yaml"),
            f"xhslint wrong --rules wrong/schema.yaml {ONCE}",
        )
    ),
    "test": Case(in_both("test")),
    "test-coverage": Case(("xhslint test --coverage",)),
    "test-disguise-dm": Case(("xhslint test --disguise --select dm --lang en --table table.md",), shown=("table.md",)),
    "slow-test-disguise": Case(("xhslint test --disguise --table table.md",), shown=("table.md",), slow=True),
}

BASELINE_NOTES: Files = {
    "few/newer.md": "诚信互粉，永不取关\n",
    "few/new.md": f"{OFFENCE}\n",
    "few/dm--purchase-flag-00.md": "今天天气好\n",
    "few/gone.md": None,
}
PROJECTS = {
    "baseline": Case(
        (
            {"few/gone.md": f"{OFFENCE}\n", ".xhslint.yaml": "as-of: 2026-01-31\n"},
            "xhslint baseline write few --jobs 1 --reason '以前的旧笔记'",
            "xhslint baseline check few --jobs 1",
            f"xhslint few {ONCE}",
            BASELINE_NOTES,
            "xhslint baseline check few --jobs 1 --lang en",
            f"xhslint few {ONCE} --format json",
            f"xhslint few {ONCE} --no-baseline --select dm",
            "xhslint baseline prune few --jobs 1",
            "xhslint baseline check few --jobs 1",
            "xhslint baseline write few --jobs 1 --baseline other.json --select contact --lang en",
            {"broken.json": '{"version": 1,\n<<<<<<< HEAD\n', "old.json": '{"version": 9, "drafts": {}, "x": 1}\n'},
            *in_both(
                "few --baseline broken.json", "baseline check few --baseline old.json", "few --baseline missing.json"
            ),
        ),
        ("few",),
        (".xhslint-baseline.json", "other.json"),
    ),
    "init": Case(
        ("xhslint init", "xhslint init", "xhslint init --force --lang en", "xhslint init missing"),
        shown=(".xhslint.yaml", ".pre-commit-config.yaml"),
    ),
    "init-folder": Case(
        (
            {
                "a/.pre-commit-config.yaml": "repos:\n  - repo: https://example.com/x\n    rev: v1\n    hooks: [{id: x}]\n"
            },
            "xhslint init a --lang en",
            "xhslint init a",
        ),
        shown=("a",),
    ),
    "config": Case(
        (
            {**CONFIG_NOTES, ".xhslint.yaml": CONFIG},
            "xhslint . --jobs 1 --no-cache",
            "xhslint --show-config",
            "xhslint --show-config campaign/new.md --lang zh --ignore dm",
            f"xhslint . {ONCE} --no-config --format csv",
            {
                ".xhslint.yaml": None,
                "pyproject.toml": PYPROJECT,
                "team.yml": "extends: .team.yaml\n",
                ".team.yaml": CONFIG,
            },
            "xhslint . --jobs 1 --no-cache",
            "xhslint --show-config",
            "xhslint --show-config a.md --profile ad --fail-on info",
            "xhslint a.md campaign --jobs 1 --no-cache --config team.yml --lang zh",
            "xhslint --show-config --config team.yml",
        ),
        shown=("found.csv",),
    ),
    "config-wrong": Case(
        (
            WRONG_CONFIGS,
            *in_both(*(f"a.md --config {name}" for name in WRONG_CONFIGS if not name.endswith((".md", "other.yaml")))),
            *in_both("a.md --config missing.yaml", "--show-config --config values.yaml"),
        )
    ),
    "git": Case(
        (
            "git init --quiet",
            {"a.md": f"今天天气好\n{OFFENCE}\n私我\n", "b.md": f"{OFFENCE}\n", "c.md": "好天气\n"},
            *commit("first"),
            {"a.md": f"新的一行\n今天天气好\n{OFFENCE}\n私信我领取\n", "c.md": f"好天气\n{OFFENCE}\n"},
            *commit("second"),
            {"b.md": f"{OFFENCE}\n互粉互赞\n", "d.md": f"{OFFENCE}\n"},
            f"xhslint . {ONCE}",
            f"xhslint . {ONCE} --diff",
            f"xhslint . {ONCE} --since HEAD~1 --lang en",
            f"xhslint a.md b.md {ONCE} --since HEAD --format json",
            *in_both(f". {ONCE} --since nothing"),
        )
    ),
    "no-git": Case(({"a.md": f"{OFFENCE}\n"}, *in_both(f"a.md {ONCE} --diff"))),
}

WRONG_LINES = (
    *("--frmat json a.md", "chek a.md", "a.md --format jsn", "a.md --profile payd", "a.md --as-of 2026-02-30"),
    *(
        "a.md --select contct",
        "a.md --jobs 0",
        "a.md --jobs two",
        "a.md --unsafe-fixes --since HEAD",
        "rules --format csv",
    ),
    *(
        "baseline wrte a.md",
        "baseline",
        "test --min-recall many",
        "init a b",
        "a.md --fail-on warn",
        "a.md --ignore dm/bear",
    ),
    *("a.md --format json=", "a.md --output missing/report.txt", "a.md --rules missing.yaml", "a.md --version=1"),
)
OTHERS = {
    "help": Case((*in_both("--help", "", *(f"{command} --help" for command in COMMANDS)), "xhslint -h")),
    "click-wrong-lines": Case(
        (
            {"a.md": f"{OFFENCE}\n"},
            *in_both(*WRONG_LINES),
            *(f"xhslint a.md {option}" for option in ("--format", "--as-of", "--lang", "--lang fr", "--profile")),
        )
    ),
    "timing": Case(
        (f"xhslint few {ONCE} --timing --select trade", f"xhslint few {ONCE} --timing --select trade --lang en"),
        ("few",),
    ),
    "library": Case((DRIVER,), ("notes",)),
}

CASES = {**CHECKS, **RULES, **PROJECTS, **OTHERS}
