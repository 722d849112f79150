"""One transaction's view of the register, with its queries by purpose."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from persistence.cases import Cases
from persistence.deadlines import Deadlines
from persistence.documents_register import Documents
from persistence.journal import Journal
from persistence.kadencer import Kadencer
from persistence.keys import Keys
from persistence.morgenpost import MorningLines
from persistence.netvaerk import Netvaerk
from persistence.outbox import Outbox
from persistence.parties import Parties
from persistence.tables import RegisterMark, Table

Row = TypeVar("Row", bound=Table)


class UnitOfWork:
    """What is added here is written when the register's `write()` ends, all or nothing."""

    def __init__(self, session: Session, keys: Keys, kept_rules: set[tuple[str, str]]) -> None:
        self.session = session
        self.cases = Cases(session)
        self.parties = Parties(session, keys)
        self.deadlines = Deadlines(session, kept_rules)
        self.documents = Documents(session, keys)
        self.outbox = Outbox(session)
        self.morgenpost = MorningLines(session)
        self.journal = Journal(session, keys)
        self.kadencer = Kadencer(session)
        self.netvaerk = Netvaerk(session, keys)

    def commit(self) -> None:
        """Everything stands in the register."""
        self.journal.write_out()
        self.session.commit()

    def add(self, row: Row) -> Row:
        """The row stands in the register, with its id."""
        self.session.add(row)
        self.session.flush([row])
        return row

    def add_later(self, row: Table) -> None:
        """The row will stand in the register; its id is not needed before then."""
        self.session.add(row)

    def of_forloeb(self, table: type[Row], forloeb_id: int) -> Sequence[Row]:
        """Every row of `table` that belongs to the forløb, oldest first."""
        columns: Any = table
        return self.session.scalars(
            select(table).where(columns.forloeb_id == forloeb_id).order_by(columns.id)
        ).all()

    def of_sag(self, table: type[Row], sag_id: int) -> Sequence[Row]:
        """Every row of `table` that belongs to the sag, oldest first."""
        columns: Any = table
        return self.session.scalars(select(table).where(columns.sag_id == sag_id).order_by(columns.id)).all()

    def get(self, table: type[Row], key: Any) -> Row | None:
        return self.session.get(table, key)

    def count(self, table: type[Row]) -> int:
        return self.session.scalar(select(func.count()).select_from(table)) or 0

    def mark(self, key: str) -> str | None:
        """What the register says of itself under `key`."""
        found = self.session.get(RegisterMark, key)
        return found.value if found else None

    def set_mark(self, key: str, value: str | None) -> None:
        """The register says `value` of itself under `key` when this commits; nothing any more where it is None."""
        found = self.session.get(RegisterMark, key)
        if value is None:
            if found is not None:
                self.session.delete(found)
        elif found is None:
            self.session.add(RegisterMark(key=key, value=value))
        else:
            found.value = value
