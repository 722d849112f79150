"""Finding people: citizens by their keyed hash, staff by role, and who stands in for whom."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import bindparam, case, select
from sqlalchemy.orm import Session

from domain.case import Stilling
from domain.vaerge import Vaergevej
from persistence.encryption import decrypt_column, encrypt_column, lookup_hash
from persistence.keys import Keys
from persistence.tables import Borger, Fravaer, Medarbejder, Udfoerer

_VAERGE = ("borger", "vaerge_krypteret")
_IS_STAFF = select(Medarbejder.id).where(Medarbejder.id == bindparam("staff_id"))
_WORKS_HERE = _IS_STAFF.where(Medarbejder.aktiv)
# A column and not a row: every step of a ladder asks, and nothing of it is changed. What was registered last is what
# is known: somebody who comes back early is away no more when it says so, whatever was registered before.
_AWAY = (
    select(case((Fravaer.til >= bindparam("day"), Fravaer.stedfortraeder_id)))
    .where(Fravaer.medarbejder_id == bindparam("staff_id"), Fravaer.fra <= bindparam("day"))
    .order_by(Fravaer.id.desc())
    .limit(1)
)


class Parties:
    def __init__(self, session: Session, keys: Keys) -> None:
        self._session = session
        self._keys = keys

    def borger_by_cpr(self, cpr: str) -> Borger | None:
        return self._session.scalars(
            select(Borger).where(Borger.cpr_opslag == lookup_hash(self._keys, cpr))
        ).one_or_none()

    def seal_identity(self, borger: Borger, cpr: str | None, adresse: str | None) -> None:
        """CPR and address stand encrypted in the (already numbered) citizen's row."""
        if cpr:
            borger.cpr_opslag = lookup_hash(self._keys, cpr)
            borger.cpr_krypteret = encrypt_column(self._keys, cpr, "borger", "cpr_krypteret", str(borger.id))
        if adresse:
            borger.adresse_krypteret = encrypt_column(
                self._keys, adresse, "borger", "adresse_krypteret", str(borger.id)
            )

    def cpr_of(self, borger: Borger) -> str | None:
        sealed = borger.cpr_krypteret
        return (
            decrypt_column(self._keys, sealed, "borger", "cpr_krypteret", str(borger.id)) if sealed else None
        )

    def adresse_of(self, borger: Borger) -> str | None:
        """The address, protected or not: the caller decides who may see it."""
        sealed = borger.adresse_krypteret
        return (
            decrypt_column(self._keys, sealed, "borger", "adresse_krypteret", str(borger.id))
            if sealed
            else None
        )

    def seal_vaerge(self, borger: Borger, vej: Vaergevej) -> None:
        """How the guardian is reached stands in the citizen's row, number and address encrypted."""
        text = json.dumps(asdict(vej), ensure_ascii=False)
        borger.vaerge_krypteret = encrypt_column(self._keys, text, *_VAERGE, str(borger.id))
        borger.vaerge_kanal = vej.kanal.value if vej.kanal else None

    def vaergevej_of(self, borger: Borger) -> Vaergevej:
        """How the guardian is reached; empty where nobody has said it."""
        sealed = borger.vaerge_krypteret
        if sealed is None:
            return Vaergevej()
        return Vaergevej(**json.loads(decrypt_column(self._keys, sealed, *_VAERGE, str(borger.id))))

    def staff(self) -> Sequence[Medarbejder]:
        return self._session.scalars(
            select(Medarbejder).where(Medarbejder.aktiv).order_by(Medarbejder.id)
        ).all()

    def medarbejder(self, staff_id: str) -> Medarbejder | None:
        return self._session.get(Medarbejder, staff_id)

    def is_medarbejder(self, staff_id: str) -> bool:
        """True for one of the staff, active or not; every act asks, so nothing of the row is read."""
        return self._session.connection().scalar(_IS_STAFF, {"staff_id": staff_id}) is not None

    def works_here(self, staff_id: str) -> bool:
        """True for one of the staff who has not left."""
        return self._session.connection().scalar(_WORKS_HERE, {"staff_id": staff_id}) is not None

    def in_role(self, rolle: Stilling, team: str) -> Medarbejder | None:
        """Somebody with the role for the team; one for all teams where the team has none of its own.

        A leader of another team is nobody here; a chef or an administrator is everybody's.
        """
        rows = self._session.scalars(
            select(Medarbejder)
            .where(Medarbejder.rolle == rolle.value, Medarbejder.aktiv)
            .order_by(Medarbejder.id)
        ).all()
        own = [row for row in rows if row.team == team]
        others = [row for row in rows if row.team == "alle" or rolle is not Stilling.LEDER]
        return next(iter(own or sorted(others, key=lambda row: row.team != "alle")), None)

    def stedfortraeder(self, staff_id: str, day: date) -> str | None:
        """Who gets what was for `staff_id` on `day`: the stedfortræder while away, followed one by one.

        None where all of them are away and stand in for each other.
        """
        seen: set[str] = set()
        while staff_id not in seen:
            seen.add(staff_id)
            instead = self._session.connection().scalar(_AWAY, {"staff_id": staff_id, "day": day})
            if instead is None:
                return staff_id
            staff_id = str(instead)
        return None

    def udfoerer(self, udfoerer_id: str) -> Udfoerer | None:
        return self._session.get(Udfoerer, udfoerer_id)

    def udfoerere(self) -> Sequence[Udfoerer]:
        return self._session.scalars(select(Udfoerer).order_by(Udfoerer.id)).all()
