"""Draws the throughput that a run measured as bars on a logarithmic scale, in SVG.

python benchmarks/chart.py FIGURES.json docs/performance.svg   # the file that run.py --json wrote
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path

LEFT, WIDTH, ROW, TOP, BOTTOM = 250, 430, 26, 34, 34
"""Room for the names, that of the bars, the height of a row, and room above and below the rows; in pixels."""
OWN, OTHER, INK, LINE = "#d6336c", "#868e96", "#6b7280", "#9ca3af44"
"""Colours that can be read on white and on black."""


def throughput(figures: Path) -> list[tuple[str, float]]:
    """Return the names and rates of a run's throughput, the fastest first; rows without a figure are left out."""
    for table in json.loads(figures.read_text("utf-8"))["tables"]:
        if table["title"].startswith("Throughput"):
            rows = [(row["what"], str(row["MB/s"])) for row in table["rows"]]
            return sorted(((name, float(rate)) for name, rate in rows if _is_figure(rate)), key=lambda row: -row[1])
    raise SystemExit(f"{figures} has no throughput")


def _is_figure(cell: str) -> bool:
    return cell.replace(".", "", 1).isdigit()


def svg(rows: Sequence[tuple[str, float]]) -> str:
    """Return the chart."""
    low, high = (rounding(math.log10(rate)) for rounding, (_, rate) in ((math.floor, rows[-1]), (math.ceil, rows[0])))
    height = TOP + ROW * len(rows) + BOTTOM

    def place(rate: float) -> float:
        return LEFT + WIDTH * (math.log10(rate) - low) / (high - low)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 70} {height}" role="img" '
        f'aria-label="Megabytes a second, one core" font-family="system-ui, sans-serif" font-size="13" fill="{INK}">',
        f'<text x="{LEFT}" y="18" font-weight="600">MB/s, one core, logarithmic</text>',
    ]
    for power in range(low, high + 1):
        at = f"{place(10**power):.1f}"
        parts.append(f'<path d="M{at} {TOP}V{height - BOTTOM + 4}" stroke="{LINE}"/>')
        parts.append(f'<text x="{at}" y="{height - 12}" text-anchor="middle">{10.0**power:g}</text>')
    for number, (name, rate) in enumerate(rows):
        top, end = TOP + ROW * number, place(rate)
        colour, weight = (OWN, 600) if name.startswith("xhslint") else (OTHER, 400)
        middle = top + ROW / 2 + 4.5
        parts.append(
            f'<text x="{LEFT - 10}" y="{middle}" text-anchor="end" font-weight="{weight}">{escape(name)}</text>'
        )
        parts.append(
            f'<rect x="{LEFT}" y="{top + 5}" width="{end - LEFT:.1f}" height="{ROW - 10}" rx="2" fill="{colour}"/>'
        )
        parts.append(f'<text x="{end + 6:.1f}" y="{middle}" font-weight="{weight}">{rate:g}</text>')
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    Path(sys.argv[2]).write_text(svg(throughput(Path(sys.argv[1]))), "utf-8")
