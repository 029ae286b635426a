"""The folder: what is in it, and how it is written so that whoever opens it sees the old page or the new one."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

from xhslint.base import atomic_write
from xhslint.base.version import __version__
from xhslint.messages.static_page import BROWSER, README
from xhslint.model.findings import LANGUAGES
from xhslint.page.files import INDEX, page_files
from xhslint.static_page.package import package_files, packed
from xhslint.static_page.prepare import compiled
from xhslint.static_page.pyodide import ABI, PYTHON, SOURCE, VERSION

RECORD = "xhslint-page.json"
"""Lists what is in the folder, and so tells it from others."""
PYODIDE = f"pyodide-{VERSION}"
LIMIT = 60
"""The seconds after which a check that has not come to an end is given up."""
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-{0}'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'none'"
)
"""What the page may load, {0} being the digest of its one inline script. No header of a server is needed."""
_NO_SERVER = 'if (location.protocol === "file:") document.getElementById("loading").textContent = {0};'
"""A script of the page itself, as a browser loads no module from a file."""
_ASSETS = Path(__file__).with_name("assets")
_LINK = re.compile(r'\b((?:href|src)=")(?![a-z]+:|#|/)')
_OURS = re.compile(r"(?:pyodide|page)-[0-9A-Za-z.-]+")


class NotOurs(Exception):
    """A folder that holds other things."""


def made(pyodide: Mapping[str, bytes], lang: str) -> tuple[dict[str, bytes], bool]:
    """Return the files of the folder by path, and whether its modules are compiled.

    `pyodide` are the files of Pyodide, `lang` is the language of the page for whoever chose none.
    """
    runtime = {
        f"{PYODIDE}/pyodide.js": pyodide["pyodide.mjs"],
        f"{PYODIDE}/module.bin": _compressed(pyodide["pyodide.asm.mjs"]),
        f"{PYODIDE}/runtime.bin": _compressed(pyodide["pyodide.asm.wasm"]),
    }
    package = packed(package_files())
    prepared = compiled(pyodide, package)
    library, package = prepared or (pyodide["python_stdlib.zip"], package)
    own = {name: data for name, (_, data) in page_files().items() if name != INDEX}
    own |= {path.name: path.read_bytes() for path in sorted(_ASSETS.iterdir())}
    own |= {"library.zip": library, "package.bin": _compressed(package)}
    own["folder.js"] = _settings(
        {
            "package": ("package.bin", own["package.bin"]),
            **{name: (f"../{PYODIDE}/{name}.bin", runtime[f"{PYODIDE}/{name}.bin"]) for name in ("module", "runtime")},
            "library": ("library.zip", library),
        },
        lang,
    )
    page = f"page-{__version__}-{_digest(own)}"
    folder = {**runtime, **{f"{page}/{name}": data for name, data in own.items()}}
    folder["README.txt"] = "\n\n".join(README[each].format(VERSION, SOURCE) for each in LANGUAGES).encode() + b"\n"
    folder[INDEX] = _index(page_files()[INDEX][1].decode(), page, lang).encode()
    return folder, prepared is not None


def write(out: Path, files: Mapping[str, bytes]) -> None:
    """Write the files to a folder, which is made if need be, and delete those of an earlier page.

    The page itself is written last, in one step: until then it is the earlier one. Raises NotOurs for a folder that holds
    anything that no earlier page was, OSError if it cannot be written.
    """
    earlier = _recorded(out)
    tops = {path.split("/")[0] for path in files}
    out.mkdir(parents=True, exist_ok=True)
    _record(out, earlier | tops)  # so that what a run leaves that does not come to its end is known
    for path, data in files.items():
        if path == INDEX:
            continue
        place = out / path
        if _holds(place, data):
            continue  # of this version already, and perhaps being read
        place.parent.mkdir(parents=True, exist_ok=True)
        atomic_write.write(place, data, is_durable=False)
    atomic_write.write(out / INDEX, files[INDEX])
    for name in earlier - tops:
        if _OURS.fullmatch(name):
            shutil.rmtree(out / name, ignore_errors=True)
    _record(out, tops)


def size(files: Mapping[str, bytes]) -> int:
    """Return the bytes of the files."""
    return sum(map(len, files.values()))


def _recorded(out: Path) -> set[str]:
    """Return what an earlier page left in a folder; raises NotOurs if there is anything else."""
    there = {path.name for path in out.iterdir()} if out.is_dir() else set()
    try:
        record = json.loads((out / RECORD).read_bytes()) if there else {"files": []}
        known = set(record["files"])
    except (OSError, ValueError, TypeError, KeyError):
        raise NotOurs from None
    if not there <= known | {INDEX}:
        raise NotOurs
    return known & there


def _record(out: Path, names: set[str]) -> None:
    record = {"version": __version__, "pyodide": VERSION, "files": sorted(names | {RECORD})}
    atomic_write.write(out / RECORD, json.dumps(record, indent=1).encode() + b"\n")


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except FileNotFoundError:
        return False


def _settings(files: Mapping[str, tuple[str, bytes]], lang: str) -> bytes:
    """Return the module that tells the others what there is to load: files with their paths."""
    folder = f"../{PYODIDE}/"
    values = {
        "files": {name: {"path": path, "size": len(data)} for name, (path, data) in files.items()},
        "pyodide": {"folder": folder, "main": f"{folder}pyodide.js", "abi": ABI},
        "site": "/lib/python{}.{}/site-packages".format(*PYTHON),
        "lang": lang,
        "limit": LIMIT,
        "texts": BROWSER,
    }
    lines = (f"export const {name} = {json.dumps(value, ensure_ascii=False)};" for name, value in values.items())
    return "\n".join(["// Made by `xhslint page`.", *lines, ""]).encode()


def _index(html: str, page: str, lang: str) -> str:
    """Return the page with its links into the folder of this version, and with what it may load."""
    script = _NO_SERVER.format(json.dumps(BROWSER[lang]["no server"], ensure_ascii=False))
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(digest)}">'
    html = html.replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n{policy}', 1)
    waiting = f'<p id="loading" role="status">{BROWSER[lang]["opening"]}</p>\n<script>{script}</script>'
    html = html.replace('<p id="loading" role="status"></p>', waiting, 1)
    html = html.replace('lang="zh-CN"', f'lang="{"zh-CN" if lang == "zh" else lang}"', 1)
    return _LINK.sub(rf"\g<1>{page}/", html)


def _compressed(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:12]
