"""`sagsgang brev`: any letter as its reader would get it, with fictive facts or with those of a case."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from casework.letters.letter_order import LetterOrder, order_now
from casework.letters.word_retur import FromWord, keep_word, read_word
from casework.perform import perform, read_act
from casework.sending.godkendelse import FORLAENGET
from casework.set_up import keys_of
from casework.sheets.operations import sagsbehandler_of
from config.letter_samples import read_by
from config.loader import CONFIG, load_rulebook
from config.own_wording import parts_of
from config.settings import load_settings
from config.wording import load_samples
from docgen.letter import compose
from docgen.text import to_text
from domain.calendar import local_date
from domain.errors import BadInput, Fault
from domain.letters import Facts, FactValue, Reader, Recipient, Wording
from domain.rulebook import Rulebook
from persistence.documents import FolderStore
from sagsgang.commands.brev_form import BINARY, Shown, form_of, made, write
from sagsgang.commands.endings import Ending
from sagsgang.commands.handling import DEFAULT_STAFF, forloeb_meant
from sagsgang.commands.installation import now, the_office
from sagsgang.commands.screen import print_json, say, show_table

# Where the fictive citizen lives and who the post knows: samples say what a letter is about, not where it goes.
_ADDRESS: Final = ("Prøvevej 12", "9990 Prøvestrup")
_CPR: Final = "6101800007"
_CVR: Final = "00000099"


@dataclass(frozen=True)
class Wanted:
    """Which letter, and how it is to be seen: `sag` names the case whose facts it gets, `ny_dato` the day it promises."""

    slug: str
    form: str | None = None
    ud: Path | None = None
    laeser: str | None = None
    sag: str | None = None
    forloeb: int | None = None
    ja: bool = False
    ny_dato: str | None = None


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
        say()
        say(
            f"Dele, som breve henter, og som kommunen også kan have sine egne af: {', '.join(parts_of(CONFIG))}"
        )
    return Ending.DONE


def run(wanted: Wanted, *, as_json: bool) -> Ending:
    """The letter stands on the screen or in a file; one with a real citizen's words only in a file."""
    form = form_of(wanted.form, wanted.ud)
    if wanted.sag is not None and wanted.ud is None:
        raise BadInput([Fault("brev", "--ud", "mangler: en borgers brev bliver kun skrevet i en fil")])
    shown = _sample(wanted) if wanted.sag is None else _of_case(wanted)
    path = wanted.ud or (Path(f"{wanted.slug}.{form}") if form in BINARY else None)
    content = made(shown, form)
    size = write(path, content, ja=wanted.ja) if path is not None else 0
    if as_json and wanted.sag is None:
        text = to_text(shown.letter)
        print_json({"brev": wanted.slug, "titel": shown.letter.title, "tekst": text})
    elif as_json:
        print_json({"brev": wanted.slug, "sag": wanted.sag, "fil": str(path), "byte": size})
    elif path is not None:
        say(f"{path}: {size} byte")
    else:
        sys.stdout.write(content.decode())
    return Ending.DONE


def lay_in(wanted: Wanted, word: Path, *, af: str | None) -> Ending:
    """The Word file is what will be sent instead of the case's draft; refused with every reason it cannot be."""
    office, moment = the_office(), now()
    forloeb_id = forloeb_meant(office, wanted.sag, wanted.forloeb)
    _require_letter(wanted.slug, office.rulebook)
    day = _new_date(wanted.ny_dato)
    order = _with_new_date(order_now(office, forloeb_id, wanted.slug, moment), day)
    if wanted.slug == FORLAENGET and not order.facts.get("ny_dato"):
        raise BadInput([Fault("brev", "--ny-dato", "mangler: skriv den dag, borgeren nu kan vente svar")])
    try:
        content = word.read_bytes()
    except OSError:
        raise BadInput([Fault(str(word), "", "filen kan ikke læses")]) from None
    found = read_word(content, order, office.rulebook.letterhead, local_date(moment))
    sha256 = keep_word(office, _store(), content, moment)
    by = af or sagsbehandler_of(office, str(wanted.sag)) or DEFAULT_STAFF
    promised = {"ny_dato": str(order.facts["ny_dato"])} if wanted.slug == FORLAENGET else {}
    act = read_act("erstat_med_word", {"brev": wanted.slug, "sha256": sha256, **promised})
    perform(office, "erstat_med_word", act, forloeb_id=forloeb_id, by=by, now=moment)
    say(f"Brevet bliver sendt, som det står i filen (sha256 {sha256}).")
    for line in found.uden:
        say(f"  {line}")
    return Ending.DONE


def _sample(wanted: Wanted) -> Shown:
    rulebook = _rulebook()
    wording = _require_letter(wanted.slug, rulebook)
    facts = load_samples(CONFIG / "letters" / "eksempler.toml")[wanted.slug]
    reader = _reader(wanted.laeser) or wording.reader
    if wanted.laeser is not None:
        facts = read_by(facts, reader.value)
    letter = compose(replace(wording, reader=reader), facts, rulebook.letterhead, _recipient(reader, facts))
    number = _CPR if reader is Reader.BORGER else _CVR
    return Shown(letter, rulebook, number, datetime.combine(letter.date, time(12), UTC))


def _of_case(wanted: Wanted) -> Shown:
    office, moment = the_office(only_look=True), now()
    _require_letter(wanted.slug, office.rulebook)
    day = _new_date(wanted.ny_dato)
    order = order_now(office, forloeb_meant(office, wanted.sag, wanted.forloeb), wanted.slug, moment)
    order = _with_new_date(order, day)
    reader = _reader(wanted.laeser)
    if reader is not None:
        order = replace(order, facts=read_by(order.facts, reader.value))
    sender = office.rulebook.letterhead
    word = _store().get(order.word_sha256) if order.word_sha256 and reader is None else None
    said = (
        read_word(word, order, sender, local_date(moment))
        if word is not None
        else FromWord(compose(order.wording, order.facts, sender, order.recipient), ())
    )
    return Shown(said.letter, office.rulebook, order.recipient_id, moment, order.paragraf, order.moede, word)


def _new_date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise BadInput(
            [Fault("brev", "--ny-dato", f"'{text}' er ikke en dato: skriv fx 2026-05-20")]
        ) from None


def _with_new_date(order: LetterOrder, day: date | None) -> LetterOrder:
    return replace(order, facts={**order.facts, "ny_dato": day}) if day is not None else order


def _store() -> FolderStore:
    settings = load_settings()
    return FolderStore(settings.var / "dokumenter", keys_of(settings))


def _require_letter(slug: str, rulebook: Rulebook) -> Wording:
    wording = rulebook.wordings.get(slug)
    if wording is None:
        raise BadInput(
            [Fault("brev", "SLUG", f"kender intet brev '{slug}'; 'sagsgang brev --liste' viser dem alle")]
        )
    return wording


def _reader(name: str | None) -> Reader | None:
    try:
        return Reader(name) if name is not None else None
    except ValueError:
        known = ", ".join(reader.value for reader in Reader)
        raise BadInput([Fault("brev", "--laeser", f"kender ikke '{name}'; vælg {known}")]) from None


def _recipient(reader: Reader, facts: Facts) -> Recipient:
    match reader:
        case Reader.BORGER:
            return Recipient(_name(facts["borger"]), _ADDRESS)
        case Reader.KILDE:
            return Recipient(str(facts.get("kilde") or facts.get("modtager") or ""))
        case Reader.UDFOERER:
            return Recipient(_name(facts.get("udfoerer") or facts.get("modtager") or ""))
        case Reader.JOURNAL:
            return Recipient("")


def _name(who: FactValue) -> str:
    return str(who["navn"]) if isinstance(who, Mapping) else str(who)


def _rulebook() -> Rulebook:
    lokal = load_settings().lokal
    return load_rulebook(local=lokal if lokal.is_dir() else None)
