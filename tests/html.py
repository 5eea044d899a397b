"""A strict reading of a page: what a browser forgives and a person with a screen reader pays for.

`problems(text)` gives sentences; an empty list is a good page. Also read here: forms, as a browser
would send them (`form_data`).
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as MESSAGES

CONTROLS = {"input", "select", "textarea"}
NEEDS_NO_LABEL = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "form", "list")
URLS = ("href", "src", "action", "formaction")


@lru_cache(maxsize=4)  # a page that was judged is often read next, for its form
def parse(text: str) -> tuple[Element, tuple[str, ...]]:
    """The tree of a page (or of a piece of one), and what the standard's parser complains of."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    whole = text.lstrip().lower().startswith(("<!doctype", "<html"))
    tree = parser.parse(text) if whole else parser.parseFragment(text, container="div")
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]  # drawings come with a namespace
    lines = text.splitlines()
    complaints = []
    for (line, _column), code, details in parser.errors:
        where = lines[line - 1].strip()[:120] if 0 < line <= len(lines) else ""
        complaints.append(f"line {line}: {MESSAGES.get(code, code) % details} in «{where}»")
    return tree, tuple(complaints)


def problems(text: str) -> list[str]:
    """All that is wrong with a page; of a piece of one nothing is asked that only a page needs."""
    tree, complaints = parse(text)
    found = list(complaints)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    if tree.tag == "html":
        found += _page(tree)
    found += _ids(elements)
    found += _labels(elements)
    found += _words(elements)
    found += _tables(elements)
    found += _radios(tree)
    found += _policy(elements)
    return found


def said(element: Element) -> str:
    """What is read aloud of an element: its text, the texts for pictures, its label."""
    parts = [element.get("aria-label") or ""]
    for inner in element.iter():
        if isinstance(inner.tag, str):
            parts.append(inner.text or "")
            parts.append(inner.get("alt") or "")
            if inner is not element:
                parts += [inner.get("aria-label") or "", inner.tail or ""]
        else:
            parts.append(inner.tail or "")
    return " ".join(" ".join(parts).split())


def _page(root: Element) -> Iterator[str]:
    if not root.get("lang"):
        yield "the page does not say its language"
    title = root.find("head/title")
    if title is None or not said(title) or said(title).startswith("·"):
        yield "the page has no title"
    if root.find("head/meta[@name='viewport']") is None:
        yield "the page does not fit itself to a phone (meta viewport)"
    if (mains := len(root.findall(".//main"))) != 1:
        yield f"{mains} main elements, there must be one"
    levels = [
        (int(element.tag[1]), said(element))
        for element in root.iter()
        if isinstance(element.tag, str) and element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}
    ]
    if [level for level, _ in levels].count(1) != 1:
        yield f"{[level for level, _ in levels].count(1)} headings of level 1, there must be one"
    before = 0
    for level, words in levels:
        if level > before + 1:
            yield f"heading «{words}» of level {level} comes after level {before}"
        before = level


def _ids(elements: list[Element]) -> Iterator[str]:
    ids = Counter(element.get("id") for element in elements if element.get("id") is not None)
    for name, count in ids.items():
        if count > 1:
            yield f"id {name!r} is used {count} times"
        if not name or any(letter.isspace() for letter in name):
            yield f"id {name!r} is not one word"
    for element in elements:
        for attribute in REFERENCES:
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f"<{element.tag} {attribute}={name!r}> points to nothing"
        target = element.get("href") or ""
        if target.startswith("#") and len(target) > 1 and target[1:] not in ids:
            yield f"link to {target!r} points to nothing"


def _labels(elements: list[Element]) -> Iterator[str]:
    labelled = {
        element.get("for") for element in elements if element.tag == "label" and said(element)
    }
    wrapped = {
        inner
        for element in elements
        if element.tag == "label" and said(element)
        for inner in element.iter()
    }
    for element in elements:
        if element.tag == "label" and not said(element):
            yield f"an empty label (for={element.get('for')!r})"
        if element.tag not in CONTROLS or element.get("type") in NEEDS_NO_LABEL:
            continue
        named = element.get("aria-label") or element.get("aria-labelledby")
        if not (named or element in wrapped or element.get("id") in labelled):
            yield f"<{element.tag} name={element.get('name')!r}> has no label"


def _words(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        if element.tag == "img" and element.get("alt") is None:
            yield f"picture {element.get('src')!r} without alt"
        named = said(element) or element.get("aria-labelledby") or element.get("title")
        if element.tag == "button" and not named:
            yield f"a button without words (name={element.get('name')!r})"
        if element.tag == "a" and element.get("href") is not None and not named:
            yield f"a link without words (to {element.get('href')!r})"
        if element.tag == "input" and element.get("type") == "submit" and not element.get("value"):
            yield "a submit button without words"
        for attribute in URLS:
            target = element.get(attribute)
            if target is None:
                continue
            if target.strip() in {"", "#"} or target.lstrip().lower().startswith("javascript:"):
                yield f"<{element.tag} {attribute}={target!r}> goes nowhere"
        posted = element.tag == "form" and (element.get("method") or "").lower() == "post"
        # A form with a prefix (several on one page) has its token by that name too.
        names = [field.get("name") or "" for field in element.iter("input")] if posted else []
        if posted and not any(name.endswith("csrf_token") for name in names):
            yield f"the form to {element.get('action')!r} has no CSRF token"
        role = element.get("role")
        if (
            element.tag == "svg"
            and role == "img"
            and not (named or element.find("title") is not None)
        ):
            yield "a drawing with role img and no name"


def _tables(elements: list[Element]) -> Iterator[str]:
    for table in elements:
        if table.tag != "table":
            continue
        heads = [cell for cell in table.iter("th") if said(cell)]
        if not heads:
            yield "a table without header cells"
        for cell in heads:
            if cell.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
                yield f"header cell «{said(cell)}» does not say its scope"


def _radios(root: Element) -> Iterator[str]:
    """Choices that belong together say what they are about: by a fieldset's legend or a label."""

    def walk(element: Element, inside: bool) -> Iterator[str]:
        if element.tag == "fieldset":
            legend = element.find("legend")
            inside = inside or (legend is not None and bool(said(legend)))
        if element.get("role") in {"radiogroup", "group"}:
            inside = inside or bool(element.get("aria-label") or element.get("aria-labelledby"))
        if element.tag == "input" and element.get("type") == "radio" and not inside:
            yield f"choice {element.get('name')!r} stands in no fieldset with a legend"
        for child in element:
            if isinstance(child.tag, str):
                yield from walk(child, inside)

    return dict.fromkeys(walk(root, inside=False)).__iter__()


def _policy(elements: list[Element]) -> Iterator[str]:
    """What our own content security policy would refuse."""
    for element in elements:
        if element.tag == "style" or element.get("style") is not None:
            yield f"style written into <{element.tag}>"
        data = element.get("type") in {"application/json", "application/ld+json"}
        if element.tag == "script" and not element.get("src") and not data:
            yield "script written into the page"
        for attribute in element.attrib:
            if attribute.startswith("on"):
                yield f"script written into <{element.tag} {attribute}>"
        for attribute in ("href", "src") if element.tag != "a" else ():
            if (element.get(attribute) or "").startswith(("http:", "https:", "//")):
                yield f"<{element.tag}> loads from outside: {element.get(attribute)!r}"


def form_data(text: str, action: str | None = None) -> dict[str, list[str]]:
    """What a browser would send of the form with this action (or of the page's only form in main).

    Buttons are not in it: add the one that is pressed.
    """
    root, _ = parse(text)
    forms = [
        form
        for form in (root.iter("form") if action is not None else root.findall(".//main//form"))
        if action is None or form.get("action") == action
    ]
    if len(forms) != 1:
        raise LookupError(f"{len(forms)} forms with action {action!r}")
    data: dict[str, list[str]] = {}
    for element in forms[0].iter():
        name = element.get("name")
        if element.tag not in CONTROLS or not name or element.get("disabled") is not None:
            continue
        for value in _values(element):
            data.setdefault(name, []).append(value)
    return data


def _values(element: Element) -> list[str]:
    if element.tag == "textarea":
        return [element.text or ""]  # the parser dropped the first line end, as a browser does
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        if not chosen and element.get("multiple") is None:
            chosen = options[:1]
        return [option.get("value", said(option)) for option in chosen]
    kind = element.get("type", "text")
    if kind in {"checkbox", "radio"}:
        return [element.get("value", "on")] if element.get("checked") is not None else []
    if kind in {"submit", "button", "image", "reset", "file"}:
        return []
    return [element.get("value", "")]
