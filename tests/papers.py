"""Finished files, read by other programs: what a checker of accessibility and qpdf say about them."""

import subprocess
from pathlib import Path

import outloud


def complaints(pdf: bytes, folder: Path, *, but: tuple[str, ...] = ()) -> list[str]:
    """What is wrong with a file: PDF/UA-1 (the errors of outloud) and its syntax (qpdf).

    Its warnings are guesses: lists with a repeated head look to it like running heads, and tables to be
    filled in by hand like layout.
    """
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    result = outloud.check(str(path))
    found = [done.stderr] if done.returncode else []
    found += [result.error] if result.error else []
    return found + [
        f"{each.rule} {each.message} {each.evidence}"
        for each in result.findings
        if each.severity == "error" and each.rule not in but
    ]
