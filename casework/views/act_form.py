"""What a person can choose between when they fill in an act: slugs with the words for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casework.acts.afgoerelse import unanswered_hearings
from casework.deadlines.udskydelse import why_not_rest
from casework.office import Office
from config.display import Display
from domain.case import DokumentTilstand
from domain.deadlines import Tilstand
from persistence.tables import Ansoegning, Dokument, Forespoergsel, Maal, Oenske, Opgave, Samtykke
from persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Option:
    vaerdi: str
    navn: str


Options = Mapping[str, tuple[Option, ...]]


def municipal_options(office: Office, display: Display) -> Options:
    """What is the same in every case: help, people, udførere, gates, instruments, phases."""
    rules = office.rulebook
    with office.register.read() as uow:
        return {
            "ydelser": _options(
                (row.id, f"§ {row.id}: {row.navn_til(borger=False)}")
                for row in rules.law.paragraffer.values()
            ),
            "medarbejdere": _options(
                (row.id, f"{row.navn}, {display.say('stilling', row.rolle)}") for row in uow.parties.staff()
            ),
            "udfoerere": _options((row.id, row.navn) for row in uow.parties.udfoerere()),
            "porte": _options(
                (gate.id, f"{gate.id}: {gate.titel}") for gate in rules.gates.values() if not gate.lovbundet
            ),
            "instrumenter": _options(
                (row.id, row.navn) for row in rules.instruments.values() if not row.til_maal
            ),
            "kadencer": _options(
                (rule_id, display.say("frist", rule_id))
                for rule_id, versions in rules.deadlines.items()
                if (kadence := versions[-1].kadence) and kadence.del_af is None
            ),
            "faser": _options((row.id, row.titel) for row in rules.phases.values() if row.fase),
            "teams": _options(sorted({(row.team, row.team) for row in uow.parties.staff()})),
        }


def case_options(office: Office, display: Display, forloeb_id: int) -> Options:
    """What is the case's own: its open points, drafts, wishes, goals, sources and samtykker; its own help first."""
    with office.register.read() as uow:
        sag_id = uow.cases.read(forloeb_id).sag_id
        applied = {row.paragraf for row in uow.of_forloeb(Ansoegning, forloeb_id)}
        return {
            "ydelser": tuple(sorted(_help(office), key=lambda option: option.vaerdi not in applied)),
            "punkter": _points(office, uow, forloeb_id),
            "kladder": _letters(display, uow, forloeb_id, DokumentTilstand.KLADDE),
            "fejlede_breve": _letters(display, uow, forloeb_id, DokumentTilstand.FEJLET),
            "sendte_breve": _letters(
                display, uow, forloeb_id, DokumentTilstand.SENDT, DokumentTilstand.MODTAGET
            ),
            "opgaver": _options(
                (row.slug, office.rulebook.tasks[row.slug].titel)
                for row in uow.of_forloeb(Opgave, forloeb_id)
                if row.lukket is None
            ),
            "frister": _options(
                (row.rule_id, display.say("frist", row.rule_id))
                for row in uow.deadlines.running(forloeb_id)
                if row.state == Tilstand.AKTIV
            ),
            "frister_der_kan_hvile": _options(
                (row.rule_id, display.say("frist", row.rule_id))
                for row in uow.deadlines.running(forloeb_id)
                if row.next_at is not None
                and why_not_rest(office.rule_as_kept(uow, row.rule_id, row.rule_version)) is None
            ),
            "hvilende_frister": _options(
                (row.rule_id, display.say("frist", row.rule_id))
                for row in uow.deadlines.running(forloeb_id)
                if row.state == Tilstand.AKTIV and row.hviler_til is not None
            ),
            "hoeringer": _options(
                (str(nr), _short(row.oplysning)) for nr, row in unanswered_hearings(uow, forloeb_id)
            ),
            "oensker": _options((str(row.nr), _short(row.tekst)) for row in uow.of_sag(Oenske, sag_id)),
            "maal": _options((str(row.nr), _short(row.tekst)) for row in uow.of_sag(Maal, sag_id)),
            "kadencer_i_gang": _cadences(display, uow, forloeb_id),
            "kadencer_at_holde": (
                *_cadences(display, uow, forloeb_id),
                *_cadence_steps(office, display, uow, forloeb_id),
            ),
            "ventede_kilder": _options(
                (row.kilde, row.kilde)
                for row in uow.of_forloeb(Forespoergsel, forloeb_id)
                if row.modtaget is None and row.opgivet is None
            ),
            "samtykker": _options(
                (row.kilde, row.kilde) for row in uow.of_sag(Samtykke, sag_id) if row.trukket is None
            ),
        }


def _help(office: Office) -> tuple[Option, ...]:
    return _options(
        (row.id, f"§ {row.id}: {row.navn_til(borger=False)}")
        for row in office.rulebook.law.paragraffer.values()
    )


def _points(office: Office, uow: UnitOfWork, forloeb_id: int) -> tuple[Option, ...]:
    known = office.rulebook.principles
    return _options(
        (row.punkt_id, _short(punkt.tekst) if (punkt := known.find(row.punkt_id)) else row.punkt_id)
        for row in uow.cases.open_points(forloeb_id)
    )


def _cadences(display: Display, uow: UnitOfWork, forloeb_id: int) -> tuple[Option, ...]:
    return _options((row.slug, display.say("frist", row.slug)) for row in uow.kadencer.running(forloeb_id))


def _cadence_steps(office: Office, display: Display, uow: UnitOfWork, forloeb_id: int) -> tuple[Option, ...]:
    """The steps of cadences that wait for somebody to do them; a count of others holds itself."""
    rules = {
        row.rule_id: office.rule_as_kept(uow, row.rule_id, row.rule_version)
        for row in uow.deadlines.running(forloeb_id)
    }
    return _options(
        (rule_id, display.say("frist", rule_id))
        for rule_id, rule in rules.items()
        if rule.kadence and rule.kadence.del_af and rule.kadence.mindst is None
    )


def _letters(
    display: Display, uow: UnitOfWork, forloeb_id: int, *tilstande: DokumentTilstand
) -> tuple[Option, ...]:
    rows: Sequence[Dokument] = uow.documents.in_state(forloeb_id, *tilstande)
    return _options((row.brev, display.say("brev", row.brev)) for row in rows)


def _options(pairs: Iterable[tuple[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(value, name) for value, name in dict(pairs).items())


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."  # noqa: PLR2004 - what a line of a list holds
