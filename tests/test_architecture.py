"""Find it in 30 seconds: the address, the area, the package, the templates and the tests agree.

And what the import contracts cannot say: sizes, names, imports inside functions, who writes.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from flask import Flask

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "assembly"
AREAS = (
    "journal",
    "jobs",
    "search",
    "people",
    "attachments",
    "meetings",
    "motions",
    "voting",
    "commitments",
    "projects",
    "money",
    "minutes",
    "printing",
    "copies",
    "home",
)
LONGEST_MODULE = 400  # lines; it wants to be two things from 300 on
LONGEST_FUNCTION = 60  # lines; near 40 is meant
# Pages that are nobody's own, each with its reason.
SHARED_PAGES = {
    "meetings/series_form.html": "the same form for a new series and an old one",
    "voting/receipt.html": "the answer to a ballot, seen once",
    "people/password_given.html": "the answer to giving a password, seen once",
}
# Imports inside a function, each with its reason.
ALLOWED_INSIDE: dict[str, str] = {
    "assembly/sheets.py:xlsxwriter": "12 MB of memory that only a workbook needs",
}

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def area_of(path: Path) -> str | None:
    first = path.relative_to(PACKAGE).parts[0]
    return first if first in AREAS else None


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of what it does: neither its signature nor what is said about it."""
    does = function.body[1:] if ast.get_docstring(function) else function.body
    return (does[-1].end_lineno or 0) - does[0].lineno + 1 if does else 0


def imported(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every module that is imported, `from a import b` as a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def test_modules_and_functions_are_one_thing_each():
    too_long = []
    for path in MODULES:
        text = path.read_text()
        if (lines := len(text.splitlines())) > LONGEST_MODULE:
            too_long.append(f"{name_of(path)}: {lines} lines")
        for function in functions(ast.parse(text)):
            lines = length(function)
            if lines > LONGEST_FUNCTION:
                too_long.append(f"{name_of(path)}::{function.name}: {lines} lines")
    assert too_long == []


def test_no_module_is_a_drawer_for_anything():
    drawers = {"util", "utils", "helper", "helpers", "common", "misc"}
    assert [name_of(path) for path in MODULES if path.stem in drawers] == []


def test_imports_stand_at_the_top():
    inside = [
        f"{name_of(path)}:{module}"
        for path in MODULES
        for function in functions(ast.parse(path.read_text()))
        for module, _line in imported(function)
    ]
    assert set(inside) <= set(ALLOWED_INSIDE)


def test_every_package_is_an_area_or_known():
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert packages - set(AREAS) == {"web", "paper", "translations", "demo", "cli", "recount"}


def test_templates_and_tests_lie_in_the_folders_of_their_area():
    shared = {"components", "print"}
    templates = {path.name for path in (ROOT / "templates").iterdir() if path.is_dir()}
    assert templates - set(AREAS) - shared == set()
    tests = {
        path.name
        for path in (ROOT / "tests").iterdir()
        if path.is_dir() and path.name != "__pycache__"
    }
    assert (
        tests - set(AREAS) - {"browser", "web", "faults", "bench", "data", "demo", "recount"}
        == set()
    )


def test_the_address_says_the_area(app: Flask):
    """Endpoint `voting.ballot` lies under /voting/ and is written in assembly/voting/views."""
    at_the_root = {"home"}  # the first page, help, /healthz
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        area, _, name = rule.endpoint.partition(".")
        assert area in AREAS, rule.endpoint
        view = app.view_functions[rule.endpoint]
        assert view.__module__.startswith(f"assembly.{area}.views"), rule.endpoint
        assert view.__name__ == name, rule.endpoint
        if area not in at_the_root:
            assert rule.rule.startswith(f"/{area}/"), rule.rule


def rendered(function: ast.AST) -> Iterator[str]:
    for node in ast.walk(function):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "render_template"
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and str(node.args[0].value).endswith(".html")
        ):
            yield str(node.args[0].value)


def test_a_view_shows_the_template_of_its_name(app: Flask):
    """`voting.ballot` shows `templates/voting/ballot.html`; no page has the name of no endpoint."""
    wrong = []
    for path in MODULES:
        area = area_of(path)
        if not area or "views" not in (path.stem, path.parent.name):
            continue
        for function in functions(ast.parse(path.read_text())):
            for template in rendered(function):
                where = f"{name_of(path)}::{function.name} shows {template}"
                endpoint = template.removesuffix(".html").replace("/", ".")
                if not (ROOT / "templates" / template).exists():
                    wrong.append(f"{where}, which is not there")
                elif template in SHARED_PAGES:
                    continue
                elif endpoint not in app.view_functions or not template.startswith(f"{area}/"):
                    wrong.append(f"{where}, and there is no {endpoint} in {area}")
                elif f"{area}.{function.name}" in app.view_functions and (
                    endpoint != f"{area}.{function.name}"
                ):
                    wrong.append(f"{where} instead of its own")
    assert wrong == []


def test_no_template_is_forgotten():
    """Every template is shown by a view or drawn in by another: by its name, or by its folder's."""
    sources = [path.read_text() for path in MODULES]
    sources += [path.read_text() for path in (ROOT / "templates").rglob("*.*")]
    everything = "\n".join(sources)

    def is_used(name: str) -> bool:
        folders = PurePosixPath(name).parents
        return f'"{name}"' in everything or any(f'"{part}/"' in everything for part in folders)

    templates = ROOT / "templates"
    names = [path.relative_to(templates).as_posix() for path in templates.rglob("*.html")]
    assert [name for name in names if not is_used(name)] == []


def test_a_page_writes_only_through_the_actions_of_its_own_area():
    """A view may read from any area; the actions it imports are its own."""
    for path in MODULES:
        area = area_of(path)
        if area and "views" in (path.stem, path.parent.name):
            for module, line in imported(ast.parse(path.read_text())):
                parts = module.split(".")
                if "actions" in parts and parts[0] == "assembly":
                    assert parts[1] == area, f"{name_of(path)}:{line} imports {module}"


def test_actions_never_commit():
    for path in MODULES:
        if "actions" in (path.stem, path.parent.name):
            for node in ast.walk(ast.parse(path.read_text())):
                called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
                assert not (called and node.func.attr == "commit"), name_of(path)


def calls(function: ast.AST) -> set[str]:
    """The names of what is called inside."""
    names = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                names.add(node.func.attr)
            elif isinstance(node.func, ast.Name):
                names.add(node.func.id)
    return names


def test_what_changes_something_is_told_who_and_when():
    """Whoever acts is passed as `actor` and the moment as `at`: none of it is in the air."""
    wrong = []
    for path in MODULES:
        if "actions" not in (path.stem, path.parent.name):
            continue
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            given = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            named = {argument.arg for argument in given}
            tells = {"record", "tell"} & calls(node)
            asked = {"actor", "at"} if tells or "actor" in named else set()
            if asked - named:
                wrong.append(f"{name_of(path)}::{node.name}")
    assert wrong == []


def test_importing_the_rules_loads_no_library():
    """Whoever wants only the rules of voting gets no Flask and no database with them."""
    rules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in MODULES
        if "rules" in (path.stem, path.parent.name) and area_of(path)
    ]
    program = f"""
import importlib, sys
for name in {rules!r}:
    importlib.import_module(name.removesuffix(".__init__"))
foreign = {{"flask", "sqlalchemy", "wtforms", "jinja2", "babel", "weasyprint"}} & set(sys.modules)
sys.exit(", ".join(sorted(foreign)) or None)
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_the_application_starts_without_what_only_papers_need():
    program = """
import sys
from assembly.app import create_app
heavy = {"weasyprint", "fontTools", "xlsxwriter", "granian"} & set(sys.modules)
sys.exit(", ".join(sorted(heavy)) or None)
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
