"""`sagsgang sager NR --hvorfor FRIST`: why a deadline of the case is due the day it is."""

from casework.forklaring.fristers_grund import WhyCase, why_in_case
from config.display import load_display
from config.forklaringer import load_forklaringer
from domain.errors import BadInput, Fault
from sagsgang.commands.endings import Ending
from sagsgang.commands.installation import now, the_office
from sagsgang.commands.screen import print_json, say


def show_why(sagsnummer: str | None, frist: str, *, as_json: bool) -> Ending:
    """The reason of each such deadline of the case stands there, the newest first, ended ones too."""
    if sagsnummer is None:
        raise BadInput([Fault("sager", "NR", load_forklaringer().say("ukendt", "sag", frist=frist))])
    found = why_in_case(the_office(), load_display(), sagsnummer, frist, now())
    if not found.svar:
        raise BadInput([Fault(f"sager {sagsnummer}", "--hvorfor", _unknown(frist, found))])
    if as_json:
        print_json({"sag": sagsnummer, "frister": [answer.values for answer in found.svar]})
        return Ending.DONE
    for answer in found.svar:
        say(answer.saetning)
        for line in answer.linjer:
            say(f"  · {line}")
        say()
    return Ending.DONE


def _unknown(frist: str, found: WhyCase) -> str:
    """What the case has instead, by the word to write and what it is called."""
    words = load_forklaringer()
    if not found.kendte:
        return words.say("ukendt", "ingen")
    known = ", ".join(f"{rule_id} ({navn})" for rule_id, navn in found.kendte.items())
    return words.say("ukendt", "frist", frist=frist, kendte=known)
