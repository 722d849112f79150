"""`sagsgang migrate`: the register's tables are those of this version."""

from casework.set_up import keys_of
from config.settings import load_settings
from persistence.migrate import migrate
from persistence.register import Register
from sagsgang.commands.endings import Ending
from sagsgang.commands.installation import prepare
from sagsgang.commands.screen import say


def run() -> Ending:
    """Every migration that was missing has been applied; none were where there was nothing to do."""
    settings = load_settings()
    prepare(settings)
    applied = migrate(Register(settings.database_url, keys_of(settings)))
    for revision in applied:
        say(f"anvendt: {revision}")
    say("Registeret er af denne version.")
    return Ending.DONE
