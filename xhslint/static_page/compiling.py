"""Compile the modules of the folder; run in Pyodide by `prepare.mjs`, with nothing but the standard library.

Reads /python_stdlib.zip and /package.tar, writes /library.zip and /compiled.tar. Of the standard library only those modules are
compiled that the page imports: compiled ones are larger, and most are never asked for.
"""

import io
import json
import sys
import tarfile
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]

SITE = "/site"
LIBRARY = "/lib/python{}{}.zip/".format(*sys.version_info)
QUESTIONS: tuple[tuple[str, object], ...] = (
    ("start", {}),
    ("check", {"text": "---\nprofile: 个人\n---\n今天去露营\n\n加薇❤ momo_8812，私信我领资料，zhu页见\n#露营"}),
    ("document", {"name": "笔记.txt", "base64": "5LuK5aSp5Y676Zyy6JCl"}),
    ("report", {"notes": [{"name": "笔记", "text": "私信我领资料"}]}),
)
STAMP = (1980, 1, 1, 0, 0, 0)


def compiled(source: bytes, name: str) -> bytes:
    """Return the compiled form of a module, which is used whatever became of its source."""
    code = compile(source, name, "exec", dont_inherit=True, optimize=0)
    return bytes(_code_to_hash_pyc(code, bytes(8), False))


def imported() -> set[str]:
    """Return the paths, in the standard library, of the modules that answering questions imports."""
    with tarfile.open("/package.tar") as archive:
        archive.extractall(SITE, filter="data")
    sys.path.insert(0, SITE)
    from xhslint.static_page.browser import answering

    answer = answering("zh")
    for name, request in QUESTIONS:
        answered = json.loads(answer(name, json.dumps(request)))
        if "error" in answered:
            raise RuntimeError(answered["error"])
    files = (getattr(module, "__file__", None) or "" for module in list(sys.modules.values()))
    return {file.removeprefix(LIBRARY) for file in files if file.startswith(LIBRARY)}


def write_library(used: set[str]) -> None:
    with zipfile.ZipFile("/python_stdlib.zip") as old, zipfile.ZipFile("/library.zip", "w") as new:
        for name in sorted(old.namelist()):
            if name.endswith("/"):
                continue
            data = old.read(name)
            if name in used:
                name, data = name + "c", compiled(data, LIBRARY + name)
            new.writestr(zipfile.ZipInfo(name, STAMP), data, zipfile.ZIP_DEFLATED, 9)


def write_package() -> None:
    with (
        tarfile.open("/package.tar") as old,
        tarfile.open("/compiled.tar", "w", format=tarfile.USTAR_FORMAT) as new,
    ):
        for member in old:
            file = old.extractfile(member)
            data = file.read() if file else b""
            if member.name.endswith(".py"):
                data = compiled(data, member.name)
                member.name += "c"
            member.size = len(data)
            new.addfile(member, io.BytesIO(data))


used = imported()
write_library(used)
write_package()
