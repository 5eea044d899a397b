"""Minutes of 24 pages, against WeasyPrint called with the same HTML."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from assembly import paper, paths

PARAGRAPH = (
    "<p>Se informa de lo hecho en la semana: las plantas del vivero, la vía, el acueducto y las "
    "cuentas. Las vocerías preguntan y se responde. Queda pendiente la lista de las familias.</p>"
)
_BARE = """
import sys, time, weasyprint
from pathlib import Path
html = sys.stdin.read()
base = Path(sys.argv[1]).as_uri() + "/"
for _ in range(4):
    begun = time.perf_counter()
    pdf = weasyprint.HTML(string=html, base_url=base).write_pdf(pdf_variant="pdf/ua-1")
    print(time.perf_counter() - begun)
"""


def measure() -> list[tuple[str, str, str, str]]:
    """One row: our call (the child is warm, as it is after a draft was looked at) against the bare one."""
    html = _document()
    paper.render(html, title="Acta", lang="es")
    ours = []
    for _ in range(3):
        begun = time.perf_counter()
        pdf = paper.render(html, title="Acta", lang="es")
        ours.append(time.perf_counter() - begun)
    paper.close()
    told = subprocess.run(
        [sys.executable, "-c", _BARE, str(paths.STATIC)],
        input=html,
        capture_output=True,
        text=True,
        check=True,
    )
    bare = [float(line) for line in told.stdout.split()][1:]  # the first one warms up
    middle, against = statistics.median(ours), statistics.median(bare)
    pages = pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page ")
    return [
        (
            f"minutes as PDF{f', {pages} pages' if pages else ''}",
            f"{middle * 1000:.0f} ms",
            f"bare call {against * 1000:.0f} ms",
            f"{middle / against:.2f}×  ≤ 1.3×",
        )
    ]


def _document() -> str:
    rows = "".join(
        f"<tr><td>Consejo {n}</td><td>Vocera {n}</td><td>V-{n + 9_000_000}</td><td>principal</td></tr>"
        for n in range(60)
    )
    table = (
        f"<table><thead><tr><th>Vocería<th>Persona<th>Cédula<th>Calidad</tr></thead>{rows}</table>"
    )
    items = "".join(f"<h2>{n} Punto de la semana</h2>{PARAGRAPH * 9}" for n in range(1, 38))
    sheets = "".join(
        f'<link rel="stylesheet" href="css/{name}.css">'
        for name in ("fonts-print", "print", "print-letter")
    )
    head = f'<meta charset="utf-8"><title>Acta</title>{sheets}'
    return f'<!doctype html><html lang="es"><head>{head}</head><body>{table}{items}</body></html>'
