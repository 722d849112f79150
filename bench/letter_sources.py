"""One letter, an afslag, as each contestant is given it: facts, a Word template, HTML, and Word files."""

import json
from collections.abc import Mapping
from pathlib import Path

from config.loader import CONFIG
from config.wording import load_letterhead, load_samples, load_wordings
from docgen.docx import to_docx
from docgen.html import to_html
from docgen.letter import Letter, compose
from domain.letters import Facts, Recipient

SLUG = "afgoerelse_afslag"
# The facts that differ from letter to letter; in the peers' template they are placeholders.
VARYING = ("navn", "regel", "hovedhensyn", "fakta")
_ADDRESS = ("Prøvevej 12", "9990 Prøvestrup")
_CSS = """
@page { size: A4; margin: 25mm 20mm }
body { font: 11pt/1.4 "Noto Sans", sans-serif }
h1 { font-size: 18pt } h2 { font-size: 13pt }
dl.brev-meta div { display: flex; gap: 1em } dt { font-weight: bold }
.brev-boks { border: 1pt solid #777; padding: 4mm }
blockquote { border-left: 2pt solid #777; padding-left: 4mm }
"""


class Sources:
    """The wording and the sample facts, read once."""

    def __init__(self) -> None:
        self._wording = load_wordings([CONFIG / "letters"])[SLUG]
        self._letterhead = load_letterhead(CONFIG / "letterhead.toml")
        self._facts = load_samples(CONFIG / "letters" / "eksempler.toml")[SLUG]

    def facts(self, number: int) -> Facts:
        """The sample's facts, with one that no other letter has."""
        return {**self._facts, "fakta": f"{self._facts['fakta']} Det talte vi om den {number}. gang."}

    def letter(self, facts: Facts) -> Letter:
        borger = facts["borger"]
        assert isinstance(borger, Mapping)
        return compose(self._wording, facts, self._letterhead, Recipient(str(borger["navn"]), _ADDRESS))

    def template(self) -> bytes:
        """Our own Word letter with placeholders for what varies."""
        return to_docx(self.letter({**self._facts, **{name: f"{{{{ {name} }}}}" for name in VARYING}}))


def lay_out(folder: Path, letters: int) -> None:
    """The folder holds what the peers start from."""
    sources = Sources()
    (folder / "template.docx").write_bytes(sources.template())
    contexts: list[Mapping[str, object]] = []
    for number in range(letters):
        facts = sources.facts(number)
        letter = sources.letter(facts)
        contexts.append({name: facts[name] for name in VARYING})
        (folder / f"letter-{number:04d}.docx").write_bytes(to_docx(letter))
        html = f'<!doctype html><html lang="da"><head><meta charset="utf-8"><title>{letter.title}</title><style>{_CSS}</style></head><body>{to_html(letter)}</body></html>'
        (folder / f"letter-{number:04d}.html").write_text(html, encoding="utf-8")
    (folder / "contexts.json").write_text(json.dumps(contexts), encoding="utf-8")
