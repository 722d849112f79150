"""`sagsgang serve`: the pages and the engine, kept up until somebody stops them."""

from config.settings import load_settings
from sagsgang.commands.installation import the_office
from sagsgang.serve import serve


def run(*, demo: bool) -> int:
    """Served until told to stop; on first use the register is made, and rules that cannot be used refuse to start."""
    if not demo:
        the_office().register.close()
    return serve(load_settings(), demo=demo)
