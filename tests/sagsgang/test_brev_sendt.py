"""`sagsgang brev --sendt`: what was sent is shown from what was kept, with nothing of today's templates."""

import hashlib
from pathlib import Path

import pytest

from casework.sheets.sendt_brev import sendt_brev
from domain.rulebook import Rulebook
from persistence.tables import Dokument
from tests.builders import Desk, a_case, rulebook
from tests.sagsgang.conftest import Run


def without_the_wording(desk: Desk, slug: str) -> Desk:
    """The same office years later, where the letter is no longer one of the house."""
    fields = {
        name: getattr(rulebook(), name) for name in Rulebook.__dataclass_fields__ if name != "_by_start"
    }
    kept = {key: wording for key, wording in rulebook().wordings.items() if key != slug}
    rules = Rulebook(**{**fields, "wordings": kept})
    object.__setattr__(desk.runtime.office, "rulebook", rules)
    return desk


def test_a_letter_is_kept_whole_where_its_wording_is_gone() -> None:
    desk = a_case()
    letter = next(row for row in desk.all(Dokument) if row.pdf_sha256)
    without_the_wording(desk, letter.brev)

    kept = sendt_brev(desk.office.register, letter.id)

    assert kept is not None
    assert (kept.brev, kept.til, kept.modtager) == (letter.brev, "borger", None)
    assert kept.ordlyd_version == letter.ordlyd_version
    content = desk.runtime.store.get(kept.pdf_sha256)
    assert content.startswith(b"%PDF")
    assert hashlib.sha256(content).hexdigest() == kept.pdf_sha256


def test_a_number_that_no_letter_has_is_refused(staffed: Run, tmp_path: Path) -> None:
    refused = staffed("brev", "--sendt", "999", "--ud", tmp_path / "brev.pdf")
    assert refused.code != 0
    assert "intet gemt brev med nummer 999" in refused.err
    assert not (tmp_path / "brev.pdf").exists()


def test_what_went_each_time_is_shown_by_its_number() -> None:
    desk = a_case()
    desk.act("godkend_brev", brev="indkaldelse")
    letter = next(row for row in desk.all(Dokument) if row.brev == "indkaldelse")
    first = sendt_brev(desk.office.register, letter.id)
    desk.wait(days=2)
    desk.act("meld_postsvar", brev="indkaldelse", svar="kom_retur")
    desk.act("ret_borger", navn="Anna Nytnavn")
    desk.act("send_brev_igen", brev="indkaldelse")

    kept = [sendt_brev(desk.office.register, letter.id, gang) for gang in (1, 2)]

    assert first is not None
    assert next(row.pdf_sha256 for row in kept if row) == first.pdf_sha256
    assert len({row.pdf_sha256 for row in kept if row}) == 2
    assert [row.gange for row in kept if row] == [2, 2]
    assert sendt_brev(desk.office.register, letter.id, 3) is None


def test_a_sent_letter_is_shown_where_no_rule_and_no_wording_can_be_read(
    case: str, staffed: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The municipality's own folder is broken, and the letter is asked for all the same."""
    broken = tmp_path / "egen"
    broken.mkdir()
    (broken / "kommune.toml").write_text("[", encoding="utf-8")
    monkeypatch.setenv("SAGSGANG_LOKAL", str(broken))
    refused = staffed("brev", "--sendt", "1")
    assert "intet gemt brev med nummer 1" in refused.err
    assert "kommune.toml" not in refused.err
