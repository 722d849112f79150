"""`sagsgang status`: the queue, what failed, what is overdue, who has waited longest, and whether the engine runs."""

from dataclasses import asdict
from typing import Any

from casework.adoption.indfoerelse import half_moved
from casework.adoption.kalendere import lacking
from casework.office import Office
from casework.sheets.operations import Standing, standing
from config.loader import CONFIG
from config.own_wording import own_wordings
from config.settings import Settings, load_settings
from domain.calendar import local_date
from sagsgang.commands.brev_ordlyd import behind
from sagsgang.commands.endings import Ending
from sagsgang.commands.installation import now, the_office
from sagsgang.commands.kalender import MISSING
from sagsgang.commands.screen import plain, print_json, say, show_table, shown_day, shown_time
from sagsgang.processes import running

HALF_MOVED = {
    "regler": "Løbende frister er kun delvist flyttet til de nye regler: kør 'sagsgang regler indfoer' igen.",
    "kalender": "Løbende frister er kun delvist flyttet efter den nye kalender: kør 'sagsgang kalender indfoer' igen.",
}


def run(*, as_json: bool) -> Ending:
    """How the house stands; 1 where something failed and waits for a person."""
    office = the_office()
    settings = load_settings()
    found = standing(office, now())
    advarsler = _advarsler(office)
    engine = _engine(settings)
    if as_json:
        shown_now = _as_json(found, engine, is_demo=office.register.is_demo())
        print_json({**shown_now, "advarsler": list(advarsler)})
    else:
        _show(found, engine)
        for sentence in advarsler.values():
            say(f"Advarsel: {sentence}")
    return Ending.MISSING if found.fejlet else Ending.DONE


def _advarsler(office: Office) -> dict[str, str]:
    """What somebody should do in time: a calendar that ends, deadlines that are half moved; a sentence for each code."""
    missing = {code: MISSING[code] for code in lacking(office.rulebook.calendars, local_date(now()))}
    moved = {f"{kind}_flyttes": HALF_MOVED[kind] for kind in half_moved(office)}
    return missing | moved | letters_behind(load_settings())


def letters_behind(settings: Settings) -> dict[str, str]:
    """A sentence about the own wordings that were made from another version than the program's; none where none were."""
    found = behind(own_wordings(CONFIG, settings.lokal if settings.lokal.is_dir() else None))
    return {"ordlyd_bagud": " ".join(found)} if found else {}


def _engine(settings: Settings) -> list[dict[str, Any]]:
    """The processes of the Sagsgang that is served here; none when nobody serves it."""
    served = running(settings)
    if served is None:
        return []
    return [
        {"navn": child.name, "oppe": child.is_up, "siden": child.started, "genstarter": child.restarts}
        for child in served.children
    ]


def _as_json(found: Standing, engine: list[dict[str, Any]], *, is_demo: bool) -> dict[str, Any]:
    return {
        "koe": {"klar": found.klar, "taget": found.taget, "fejlet": found.fejlet, "faerdig": found.faerdig},
        "aeldste_effekt": shown(found.aeldste_effekt),
        "proeves_igen": [
            {"slags": kind, "kode": code, "antal": count} for kind, code, count in found.proeves_igen
        ],
        "fejlede": [plain(asdict(row)) for row in found.fejlede],
        "forfaldne": [
            {"frist": row.rule_id, "antal": row.count, "aeldste": row.oldest.isoformat()}
            for row in found.forfaldne
        ],
        "hvilende": [
            {
                "sag": row.sagsnummer,
                "frist": row.rule_id,
                "forfald": row.due_on.isoformat(),
                "hviler_til": row.hviler_til.isoformat(),
            }
            for row in found.hvilende
        ],
        "aabne_forloeb": found.aabne_forloeb,
        "aeldste_ansoegning": found.aeldste_ansoegning.isoformat() if found.aeldste_ansoegning else None,
        "motor": {
            "oppe": bool(engine) and all(part["oppe"] for part in engine),
            "dele": [plain(part) for part in engine],
        },
        "demo": is_demo,
    }


def shown(moment: Any) -> str | None:
    return plain({"tid": moment})["tid"] if moment else None


def _show(found: Standing, engine: list[dict[str, Any]]) -> None:
    since = f", den ældste siden {shown_time(found.aeldste_effekt)}" if found.aeldste_effekt else ""
    say(f"Kø: {found.klar} klar, {found.taget} i gang, {found.fejlet} fejlet, {found.faerdig} færdige{since}")
    waiting = (
        f", den ældste ubesvarede ansøgning er fra {shown_day(found.aeldste_ansoegning)}"
        if found.aeldste_ansoegning
        else ""
    )
    say(f"Sager: {found.aabne_forloeb} åbne forløb{waiting}")
    if engine:
        show_table(
            "Motor",
            ("Del", "Oppe", "Siden", "Genstartet"),
            [
                (part["navn"], "ja" if part["oppe"] else "nej", shown_time(part["siden"]), part["genstarter"])
                for part in engine
            ],
        )
    else:
        say("Motor: kører ikke her; køen venter, til 'sagsgang serve' er startet")
    if found.proeves_igen:
        show_table("Prøves igen", ("Slags", "Kode", "Antal"), found.proeves_igen)
    show_table(
        "Fejlet: et menneske skal se på det",
        ("Nr", "Slags", "Sag", "Skulle ske", "Kode", "Hvad"),
        [
            (row.nr, row.slags, row.sagsnummer, shown_time(row.skulle_ske), row.kode, row.tekst)
            for row in found.fejlede
        ],
    )
    show_table(
        "Forfaldne frister",
        ("Frist", "Antal", "Den ældste"),
        [(row.rule_id, row.count, shown_day(row.oldest)) for row in found.forfaldne],
    )
    if found.hvilende:
        show_table(
            "Frister, hvis påmindelser hviler",
            ("Sag", "Frist", "Senest", "Hviler til"),
            [
                (row.sagsnummer, row.rule_id, shown_day(row.due_on), shown_day(row.hviler_til))
                for row in found.hvilende
            ],
        )
