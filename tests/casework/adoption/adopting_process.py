"""A process that adopts rules when it is told to: `URL LOKAL FOLDER RULES`, and a line on its input."""

import sys
from pathlib import Path

from casework.adoption.indfoerelse import adopt
from casework.office import Office
from persistence.register import Register
from sagsgang.commands.endings import told_in_danish
from tests.casework.rules import Hall
from tests.persistence.house import KEYS, MONDAY, rulebook


def main(url: str, lokal: str, folder: str, rules: str) -> None:
    """The rules are adopted, or it is said in Danish why not."""
    own = Path(folder)
    own.mkdir()
    office = Office(Register(url, KEYS), rulebook(), lambda: "0" * 32)
    # What it proposes lies in a folder of its own; what holds lies in the one they share.
    hall = Hall(office, own / "lokal", MONDAY)
    proposal = hall.proposal(rules)
    sys.stdout.write("klar\n")
    sys.stdout.flush()
    sys.stdin.readline()
    with told_in_danish():
        adopt(office, Path(lokal), proposal, by="leder1", flyt=False, now=MONDAY)


main(*sys.argv[1:])
