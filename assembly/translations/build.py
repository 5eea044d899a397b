"""The catalogues: collect the messages from code and templates, compile them.

``python -m assembly.translations.build [collect]`` compiles what is newer than its compiled form;
with ``collect`` it first brings the texts up to date with the code. The wheel's build compiles too.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LANGUAGES = ("es", "en")
KEYWORDS: Mapping[str, tuple[int, ...] | None] = {
    "_": None,
    "_l": None,
    "gettext": None,
    "ngettext": (1, 2),
}


def path_of(language: str, folder: Path = HERE) -> Path:
    """The text of a language's catalogue."""
    return folder / language / "LC_MESSAGES" / "messages.po"


def read(language: str) -> Catalog:
    """A language's catalogue as it is written now; without messages if there is none."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def messages() -> Catalog:
    """Every message in the code and in the templates."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog()
    for folder in ("assembly", "templates"):
        for _file, _line, message, comments, context in extract_from_dir(
            ROOT / folder, methods, options, keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            found.add(message, None, auto_comments=comments, context=context)
    return found


def collect() -> None:
    """Bring the texts of all languages up to date with the code. English says what the code says."""
    found = messages()
    for language in LANGUAGES:
        before = read(language)
        # A header without dates: the file changes only when its words do.
        after = Catalog(locale=language, project="assembly", fuzzy=False)
        for message in found:
            if message.id:
                known = before.get(message.id, message.context)
                said = message.id if language == "en" else _said(message, known)
                flags = {flag for flag in message.flags if flag != "fuzzy"}
                after.add(
                    message.id,
                    said,
                    flags=flags,
                    auto_comments=message.auto_comments,
                    context=message.context,
                )
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(f'msgid ""\nmsgstr ""\n{_header(after)}\n\n'.encode())
            write_po(file, after, width=100, sort_output=True, omit_header=True)


def _said(message: Message, known: Message | None) -> Any:
    return known.string if known is not None and not known.fuzzy else message.string


def _header(catalog: Catalog) -> str:
    kept = {"Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
    return "\n".join(
        f'"{name}: {value}\\n"' for name, value in catalog.mime_headers if name in kept
    )


def compile_all(folder: Path = HERE) -> None:
    """Write the compiled form of each catalogue whose text is newer."""
    for language in LANGUAGES:
        text = path_of(language, folder)
        compiled = text.with_suffix(".mo")
        if text.exists() and (
            not compiled.exists() or compiled.stat().st_mtime < text.stat().st_mtime
        ):
            with text.open("rb") as source:
                catalog = read_po(source, locale=language)
            with compiled.open("wb") as target:
                write_mo(target, catalog)


class CompiledCatalogues(BuildHookInterface[Any]):
    """Hatchling calls this before it makes a wheel or an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_all(Path(self.root) / "assembly" / "translations")


if __name__ == "__main__":
    if sys.argv[1:] == ["collect"]:
        collect()
    compile_all()
