"""Adds up the reports of several pytest runs: `python tests/tally.py FOLDER [FAILED CHECK ...]`.

The last line that `./dev test` prints. Exit status 1 if anything failed or nothing ran. A run that
broke without saying so in its report (FOLDER holds NAME.broken) counts as a failure too.
"""

import sys
from pathlib import Path
from xml.etree import ElementTree


def main(folder: str, *failed_checks: str) -> int:
    ran = failed = skipped = 0
    told = set()
    for report in sorted(Path(folder).glob("*.xml")):
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            ran += int(suite.get("tests", 0))
            failed += bad
            skipped += int(suite.get("skipped", 0))
            if bad:
                told.add(report.stem)
    broken = sorted({path.stem for path in Path(folder).glob("*.broken")} - told)
    passed = ran - failed - skipped
    if failures := [*failed_checks, *(f"tests on {name}" for name in broken)]:
        print("failed besides:", ", ".join(failures))
        failed += len(failures)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
