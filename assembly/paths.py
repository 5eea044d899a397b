"""Where the files beside the code are: in the checkout, or inside the installed wheel.

In the checkout `templates`, `static` and `migrations` lie beside the package; the wheel carries
them inside it (pyproject.toml). Whoever needs one of these folders asks here.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def _beside_or_inside(name: str) -> Path:
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


TEMPLATES = _beside_or_inside("templates")
STATIC = _beside_or_inside("static")
MIGRATIONS = _beside_or_inside("migrations")
TRANSLATIONS = PACKAGE / "translations"

IN_CHECKOUT = (PACKAGE.parent / "pyproject.toml").is_file()


def default_instance() -> Path:
    """The folder of this installation's data when ASSEMBLY_INSTANCE does not name one.

    In the checkout `instance/` beside the package; for an installed wheel `instance/` in the
    folder where the command is given, never inside site-packages.
    """
    return (PACKAGE.parent if IN_CHECKOUT else Path.cwd()) / "instance"
