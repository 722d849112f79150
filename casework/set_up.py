"""From settings to an office: keys, register and rulebook, opened once in each process."""

import os
import uuid

from casework.office import Office
from config.kommune import Kommune, load_kommune
from config.loader import CONFIG, load_rulebook
from config.settings import Settings
from persistence.keys import Keys, create_keys, load_keys
from persistence.register import Register


def keys_of(settings: Settings) -> Keys:
    """The installation's keys; raises BrokenConfig where they are missing or open to others."""
    return load_keys(os.environ, settings.key_file)


def kommune_of(settings: Settings) -> Kommune:
    """Who the municipality is."""
    own = settings.lokal / "kommune.toml"
    return load_kommune(own if own.is_file() else CONFIG / "kommune.toml")


def office_from(settings: Settings) -> Office:
    """The office that the settings describe; raises BrokenConfig with every fault of rules, wording and keys."""
    rulebook = load_rulebook(local=settings.lokal if settings.lokal.is_dir() else None)
    return Office(register_of(settings), rulebook, new_key)


def register_of(settings: Settings) -> Register:
    """The register alone, for what has to be shown whatever has become of rules and wording."""
    return Register(settings.database_url, keys_of(settings))


def first_set_up(settings: Settings) -> None:
    """The folder for what lasts exists, readable by its owner only, with keys of its own."""
    settings.var.mkdir(mode=0o700, parents=True, exist_ok=True)
    if settings.noegler is None and not settings.key_file.exists():
        create_keys(settings.key_file)


def new_key() -> str:
    return uuid.uuid4().hex
