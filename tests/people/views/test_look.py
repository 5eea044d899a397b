"""Every class that the pages of people name has its rule: a page that lost them looks broken."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted(
    [*(ROOT / "templates/people").glob("*.html"), ROOT / "templates/components/people.html"]
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_classes_have_rules(path):
    sheets = "".join(sheet.read_text() for sheet in (ROOT / "static/css").glob("*.css"))
    known = set(re.findall(r"\.([a-z][a-z-]*)", sheets))
    text = re.sub(r"{%.*?%}|{{.*?}}", " ", path.read_text(), flags=re.DOTALL)
    used = {name for names in re.findall(r'class="([^"]*)"', text) for name in names.split()}
    assert used <= known
