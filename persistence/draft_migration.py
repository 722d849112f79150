"""`python -m persistence.draft_migration add_x`: the next numbered migration, drafted from the models, to be read."""

import sys
from pathlib import Path

from alembic import command

from persistence.keys import Keys
from persistence.migrate import FOLDER, alembic_config, migrate, revisions
from persistence.register import Register


def draft(name: str, folder: Path = FOLDER / "versions") -> Path:
    """The file NNNN_name.py holds what the models have and the migrations so far do not."""
    register = Register("sqlite://", Keys.fixed(b"migration"))
    migrate(register)
    number = f"{len(revisions()) + 1:04d}"
    with register.engine.connect() as connection:
        command.revision(
            alembic_config(connection),
            name.replace("_", " "),
            autogenerate=True,
            rev_id=number,
            version_path=str(folder),
        )
    register.close()
    file = folder / f"{number}_{name}.py"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "# ###" not in line), encoding="utf-8")
    return file


if __name__ == "__main__":
    draft(sys.argv[1])
