"""Make the pictures of reviewed copies in the documentation, from `docs/examples/documents`.

python .ci/review_pictures.py

Needs LibreOffice (`apt-get install libreoffice-writer libreoffice-calc`), a Chinese font and pdftoppm (`apt-get install poppler-utils`).
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "docs" / "examples" / "documents"
PICTURES = ROOT / "docs" / "pictures"

# Comments in the margin are a setting of printing; the export of PDF without a window leaves them out.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Writer/Print/Content"><prop oor:name="Note" oor:op="fuse"><value>4</value></prop></item>
</oor:items>
"""


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(SETTINGS, "utf-8")
        for lang in ("zh", "en"):
            sheet = reviewed(folder, "排期.xlsx", f"sheet-{lang}.xlsx", lang)
            sheet.write_bytes(on_pages(sheet.read_bytes()))
            office(folder, "--convert-to", "pdf", sheet.name)
            picture(
                folder,
                f"sheet-{lang}",
                f"reviewed-sheet.{lang}.png",
                ("-f", "2", "-r", "130", "-x", "85", "-y", "85", "-W", "1260", "-H", "190"),
            )
            word = reviewed(folder, "文案.docx", f"word-{lang}.docx", lang)
            office(folder, "--print-to-file", word.name)
            picture(
                folder,
                f"word-{lang}",
                f"reviewed-word.{lang}.png",
                ("-r", "130", "-x", "100", "-y", "160", "-W", "950", "-H", "700"),
            )


def reviewed(folder: Path, name: str, copy: str, lang: str) -> Path:
    """The reviewed copy of an example."""
    command = [sys.executable, "-m", "xhslint", name, "--review", str(folder / copy), "--lang", lang, "--isolated"]
    done = subprocess.run(command, cwd=EXAMPLES, capture_output=True, check=False)
    if done.returncode != 1:
        sys.exit(done.stderr.decode())
    return folder / copy


def on_pages(data: bytes) -> bytes:
    """A workbook whose sheets are printed on a page each, across, with rows high enough for three lines."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                setup = '<pageSetup orientation="landscape" fitToHeight="0"/>'
                text = part.decode().replace(
                    "<sheetViews>", '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>', 1
                )
                text = re.sub(r'<row (?=r="[2-9]")', '<row ht="48" customHeight="1" ', text)
                head, margins, tail = text.partition("<pageMargins")
                end = tail.index("/>") + 2
                part = f"{head}{margins}{tail[:end]}{setup}{tail[end:]}".encode()
            new.writestr(name, part)
    return made.getvalue()


def office(folder: Path, *rest: str) -> None:
    """Run LibreOffice without a window."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", *rest]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)


def picture(folder: Path, pdf: str, name: str, cut: tuple[str, ...]) -> None:
    """Draw a piece of a page of a PDF."""
    command = ["pdftoppm", "-png", "-singlefile", *cut, f"{pdf}.pdf", str(PICTURES / name.removesuffix(".png"))]
    subprocess.run(command, cwd=folder, check=True)


if __name__ == "__main__":
    main()
