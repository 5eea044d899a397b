"""Adds up the reports of several pytest runs: `python tests/tally.py FOLDER [FAILED CHECK ...]`.

The last line that `./dev test` prints. Exit status 1 if anything failed or nothing ran.
"""

import sys
from pathlib import Path
from xml.etree import ElementTree


def main(folder: str, *failed_checks: str) -> int:
    ran = failed = skipped = 0
    for report in sorted(Path(folder).glob("*.xml")):
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            ran += int(suite.get("tests", 0))
            failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped += int(suite.get("skipped", 0))
    if failed_checks:
        print("failed checks:", ", ".join(failed_checks))
    passed = ran - failed - skipped
    failed += len(failed_checks)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
