"""`sagsgang brev`: any letter with fictive facts, as the citizen would get it."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from config.loader import CONFIG, load_rulebook
from config.settings import load_settings
from config.wording import load_samples
from docgen.docx import to_docx
from docgen.html import to_html
from docgen.letter import Letter, compose
from docgen.pdf import to_pdf
from docgen.text import to_text
from domain.errors import BadInput, Fault
from domain.letters import Facts, FactValue, Reader, Recipient
from domain.rulebook import Rulebook
from sagsgang.commands.endings import Ending
from sagsgang.commands.screen import print_json, say, show_table

_MAKE: Mapping[str, Callable[[Letter], bytes]] = {
    "tekst": lambda letter: to_text(letter).encode(),
    "html": lambda letter: to_html(letter).encode(),
    "pdf": to_pdf,
    "docx": to_docx,
}
_BINARY = frozenset({"pdf", "docx"})
_BY_ENDING = {".txt": "tekst", ".html": "html", ".pdf": "pdf", ".docx": "docx"}
# Where the fictive citizen lives: samples say what a letter is about, not where it goes.
_ADDRESS = ("Prøvevej 12", "9990 Prøvestrup")


def show_letters(*, as_json: bool) -> Ending:
    """Every letter stands there with its heading and the version of its wording."""
    wordings = _rulebook().wordings
    if as_json:
        print_json(
            [{"brev": slug, "titel": row.title, "version": row.version} for slug, row in wordings.items()]
        )
    else:
        show_table(
            f"Breve ({len(wordings)})",
            ("Brev", "Overskrift", "Til", "Version"),
            [(slug, row.title, row.reader.value, row.version) for slug, row in sorted(wordings.items())],
        )
    return Ending.DONE


def run(slug: str, *, form: str | None, ud: Path | None, as_json: bool) -> Ending:
    """The sample letter stands on the screen or in a file."""
    form = form or _form_of(ud)
    if form not in _MAKE:
        raise BadInput([Fault("brev", "--format", f"kender ikke '{form}'; vælg {', '.join(_MAKE)}")])
    title, letter = _sample(slug)
    path = ud or (Path(f"{slug}.{form}") if form in _BINARY else None)
    if path is not None:
        size = _write(path, _MAKE[form](letter))
    if as_json:
        print_json({"brev": slug, "titel": title, "tekst": to_text(letter)})
    elif path is not None:
        say(f"{path}: {size} byte")
    else:
        sys.stdout.write(_MAKE[form](letter).decode())
    return Ending.DONE


def _form_of(ud: Path | None) -> str:
    """What the file's ending asks for; text where there is no ending."""
    ending = ud.suffix.lower() if ud else ""
    if ending and ending not in _BY_ENDING:
        known = ", ".join(_BY_ENDING)
        raise BadInput(
            [Fault("brev", "--ud", f"kender ikke endelsen '{ending}'; vælg {known}, eller skriv --format")]
        )
    return _BY_ENDING[ending] if ending else "tekst"


def _write(path: Path, content: bytes) -> int:
    try:
        return path.write_bytes(content)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError):
        raise BadInput([Fault(str(path), "--ud", "filen kan ikke skrives dér")]) from None


def _sample(slug: str) -> tuple[str, Letter]:
    rulebook = _rulebook()
    wording = rulebook.wordings.get(slug)
    if wording is None:
        raise BadInput(
            [Fault("brev", "SLUG", f"kender intet brev '{slug}'; 'sagsgang brev --liste' viser dem alle")]
        )
    facts = load_samples(CONFIG / "letters" / "eksempler.toml")[slug]
    letter = compose(wording, facts, rulebook.letterhead, _recipient(wording.reader, facts))
    return wording.title, letter


def _recipient(reader: Reader, facts: Facts) -> Recipient:
    match reader:
        case Reader.BORGER:
            return Recipient(_name(facts["borger"]), _ADDRESS)
        case Reader.KILDE:
            return Recipient(str(facts["kilde"]))
        case Reader.UDFOERER:
            return Recipient(_name(facts["udfoerer"]))


def _name(who: FactValue) -> str:
    assert isinstance(who, Mapping)
    return str(who["navn"])


def _rulebook() -> Rulebook:
    lokal = load_settings().lokal
    return load_rulebook(local=lokal if lokal.is_dir() else None)
