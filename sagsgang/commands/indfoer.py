"""Adopting rules and calendars, and what that would mean: `diff` tells, `indfoer` does it."""

from datetime import date
from pathlib import Path

from casework.adoption.flytning import Change
from casework.adoption.i_kraft import CALENDARS, RULES
from casework.adoption.indfoerelse import Proposal, adopt, change_of, move_each, to_move
from casework.adoption.teams import unknown_teams
from casework.office import Office
from config.faults import reason
from config.loader import load_rulebook, with_rules
from config.own_files import CALENDAR, DEADLINES, own_deadlines
from config.publication import require_adopted
from config.rule_file import valid_from
from config.settings import NO_FOLDER, Settings, load_settings
from domain.calendar import local_date
from domain.errors import BadInput, BrokenConfig, Fault
from domain.rulebook import Rulebook
from sagsgang.commands.endings import Ending
from sagsgang.commands.forskel import Shown, show, show_json
from sagsgang.commands.installation import now, the_office
from sagsgang.commands.screen import print_json, say, waited_for


def rules_diff(ny: Path, *, fra: date | None, as_json: bool) -> Ending:
    """What the rules would change stands there; 1 where something is missing before they can be adopted."""
    settings = load_settings()
    office = _office_if_any(settings)
    before = office.rulebook if office else _rulebook(settings)
    return _diff(office, _rules(settings, before, ny, fra), as_json=as_json)


def calendar_diff(ny: Path, *, as_json: bool) -> Ending:
    """What the calendar would change stands there."""
    settings = load_settings()
    office = _office_if_any(settings)
    before = office.rulebook if office else _rulebook(settings)
    return _diff(office, _calendar(settings, before, ny), as_json=as_json)


def adopt_rules(ny: Path, *, af: str, flyt: bool, fra: date | None, as_json: bool) -> Ending:
    """The rules hold, and the deadlines that run are moved where that is asked for; 3 where some must wait."""
    settings, office = _settings(), the_office()
    if flyt and fra is not None and fra > local_date(now()):
        why = "løbende frister kan først flyttes den dag, reglerne gælder: kør igen med --flyt den dag"
        raise BadInput([Fault("regler", "--flyt", why)])
    proposal = _rules(settings, office.rulebook, ny, fra)
    return _adopt(settings, office, proposal, af=af, flyt=flyt, as_json=as_json)


def adopt_calendar(ny: Path, *, af: str, as_json: bool) -> Ending:
    """The calendar holds, and the deadlines it touches are moved; 3 where some must wait."""
    settings, office = _settings(), the_office()
    proposal = _calendar(settings, office.rulebook, ny)
    return _adopt(settings, office, proposal, af=af, flyt=True, as_json=as_json)


def _settings() -> Settings:
    """The settings, with a folder that what is adopted can lie in."""
    settings = load_settings()
    if settings.lokal == NO_FOLDER:
        raise BadInput([Fault("miljøvariabler", "SAGSGANG_LOKAL", reason("ingen_mappe"))])
    return settings


def _diff(office: Office | None, proposal: Proposal, *, as_json: bool) -> Ending:
    change = change_of(office, proposal, local_date(now())) if office else None
    unknown = unknown_teams(office, load_settings().lokal, proposal.before, proposal.after) if office else []
    missing = [*map(str, unknown), *_missing(office, proposal)]
    shown = Shown(office, proposal, change, missing, now())
    (show_json if as_json else show)(shown)
    return Ending.MISSING if shown.missing else Ending.DONE


def _adopt(
    settings: Settings, office: Office, proposal: Proposal, *, af: str, flyt: bool, as_json: bool
) -> Ending:
    change = change_of(office, proposal, local_date(now()))
    standing = adopt(office, settings.lokal, proposal, by=af, flyt=flyt, now=now())
    moved, left = _move(standing, change, af) if flyt else (0, 0)
    if as_json:
        print_json(
            {"version": proposal.version, "indfoert": proposal.is_new, "flyttet": moved, "udsat": left}
        )
    else:
        what = "Reglerne" if proposal.kind is RULES else "Kalenderen"
        since = "" if proposal.fra <= local_date(now()) else f" fra {proposal.fra:%d.%m.%Y}"
        word = "gælder nu" if proposal.is_new and not since else "gælder" if since else "gjaldt allerede"
        say(f"{what} {word}{since} (version {proposal.version}).")
        say(
            f"Frister flyttet: {moved}."
            if flyt
            else "Frister, der løber, beholder den regel, de begyndte under."
        )
        if left:
            say(f"I {left} forløb var nogen i gang imens. Kør den samme kommando igen.")
    return Ending.NOT_NOW if left else Ending.DONE


def _move(office: Office, change: Change, af: str) -> tuple[int, int]:
    moment = now()
    found = to_move(office, change, moment)
    return move_each(office, waited_for(found, "Flytter frister"), change, by=af, now=moment)


def _missing(office: Office | None, proposal: Proposal) -> list[str]:
    """What has to be in order before the rules can be adopted."""
    if proposal.kind is not RULES or (office is not None and office.register.is_demo()):
        return []
    try:
        require_adopted(proposal.after, before=proposal.before, fra=proposal.fra)
    except BrokenConfig as error:
        return [str(fault) for fault in error.faults]
    return []


def _rules(settings: Settings, before: Rulebook, ny: Path, fra: date | None) -> Proposal:
    content = _content(ny)
    local, today = _local(settings), local_date(now())
    after = with_rules(before, local, {DEADLINES: ny})
    if fra is None or fra == today:
        return Proposal(RULES, content, before, after, today)
    if fra < today:
        raise BadInput([Fault("regler", "--fra", "regler kan ikke gælde fra en dag, der er gået")])
    mine = own_deadlines(local)
    text = mine.read_text(encoding="utf-8-sig") if mine else ""
    whole, made = valid_from(text, before, after, fra, local=local)
    return Proposal(RULES, whole.encode(), before, made, fra)


def _calendar(settings: Settings, before: Rulebook, ny: Path) -> Proposal:
    content = _content(ny)
    after = with_rules(before, _local(settings), {CALENDAR: ny})
    return Proposal(CALENDARS, content, before, after, local_date(now()))


def _content(ny: Path) -> bytes:
    if not ny.is_file():
        raise BadInput([Fault(str(ny), "", "filen findes ikke")])
    return ny.read_bytes()


def _rulebook(settings: Settings) -> Rulebook:
    return load_rulebook(local=_local(settings))


def _local(settings: Settings) -> Path | None:
    return settings.lokal if settings.lokal.is_dir() else None


def _office_if_any(settings: Settings) -> Office | None:
    """None where there is no register yet: to look makes none."""
    if settings.database is None and not (settings.var / "sagsgang.sqlite3").is_file():
        return None
    return the_office(only_look=True)
