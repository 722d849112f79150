"""`sagsgang serve`: the pages and the engine, kept up until somebody stops them."""

from config.publication import require_adopted
from config.settings import load_settings
from sagsgang.commands.installation import the_office
from sagsgang.commands.screen import warn
from sagsgang.commands.status import letters_behind
from sagsgang.serve import serve


def run(*, demo: bool) -> int:
    """Served until told to stop; on first use the register is made, and rules that cannot be used refuse to start.

    So do svarfrister that nobody has adopted and published, where the register holds real people. Own letters that
    were made from another version than the program's are told of.
    """
    if not demo:
        office = the_office()
        if not office.register.is_demo():
            require_adopted(office.rulebook)
        office.register.close()
    settings = load_settings()
    for sentence in letters_behind(settings).values():
        warn(f"Advarsel: {sentence}")
    return serve(settings, demo=demo)
