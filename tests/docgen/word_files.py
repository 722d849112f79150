"""Word files as a caseworker leaves them: a letter's own, with one thing changed by hand."""

import io
import re
import zipfile

DOCUMENT = "word/document.xml"


def changed(content: bytes, old: str, new: str, part: str = DOCUMENT) -> bytes:
    """The file with the first of the old words written anew."""
    return _rewritten(content, {part: lambda xml: _once(xml, old, new)})


def with_part(content: bytes, name: str, added: bytes) -> bytes:
    """The file with one part more."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            new.writestr(item, old.read(item))
        new.writestr(name, added)
    return made.getvalue()


def with_paragraph(content: bytes, xml: str) -> bytes:
    """The file with one more paragraph under its title."""
    title = re.compile(r'(<w:p><w:pPr><w:pStyle w:val="Heading1"/>.*?</w:p>)', re.DOTALL)
    return _rewritten(
        content, {DOCUMENT: lambda text: title.sub(lambda found: found[1] + xml, text, count=1)}
    )


def _once(xml: str, old: str, new: str) -> str:
    assert old in xml
    return xml.replace(old, new, 1)


def _rewritten(content: bytes, parts: dict[str, object]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            text = old.read(item)
            rewrite = parts.get(item)
            new.writestr(item, rewrite(text.decode()).encode() if callable(rewrite) else text)
    return made.getvalue()
