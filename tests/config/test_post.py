"""The municipality's post: every fault in the file at once, and nothing in it that the post would refuse."""

from pathlib import Path

import pytest

from config.loader import CONFIG
from config.post import load_post
from domain.errors import BrokenConfig
from domain.post import MemoForm, Poststatus

SHIPPED = (CONFIG / "post.toml").read_text(encoding="utf-8")


def load(tmp_path: Path, text: str) -> None:
    path = tmp_path / "post.toml"
    path.write_text(text, encoding="utf-8")
    load_post(path)


def test_the_shipped_file_waits_for_no_receipts_and_writes_memo_beside_the_rest() -> None:
    post = load_post(CONFIG / "post.toml")
    assert (post.memo.version, post.memo.form) == ("1.2", MemoForm.VED_SIDEN)
    assert not post.kvittering.afventes
    assert not post.memo.forkyndelse
    assert post.memo.kle is not None
    assert post.memo.kle.emner["85"].noegle == "27.36.12"


def test_the_posts_own_words_are_known_in_every_case() -> None:
    words = load_post(CONFIG / "post.toml").kvittering.status
    assert words["afleveret digital post"] is Poststatus.AFLEVERET
    assert set(words.values()) == set(Poststatus)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('version = "1.2"', 'version = "1.3"', "memo.version"),
        ('form = "ved_siden"', 'form = "begge"', "memo.form"),
        ('filnavn = "Brev"', 'filnavn = "Brev: 1"', "memo.filnavn"),
        ('filnavn = "Brev"', 'filnavn = "Brev\\u00a01"', "memo.filnavn"),
        ("Du har fået et brev fra {kommune}.", "Brev om {navn}", "memo.advis"),
        ("Du har fået et brev fra {kommune}.", "x" * 120, "memo.advis"),
        ("Brev om sag {sagsnr}", "Brev til {borger}", "memo.overskrift"),
        ('"27.36.12"', '"27.36"', "memo.kle.emner.85.noegle"),
        ("minutter = 60", "minutter = 0", "moede.minutter"),
        ('"Klar" = "undervejs"', '"Klar" = "maaske"', "kvittering.status.Klar"),
        ("afventes = false", 'afventes = "nej"', "kvittering.afventes"),
    ],
)
def test_what_the_post_would_refuse_or_others_could_read_is_a_fault_with_its_place(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    assert old in SHIPPED
    with pytest.raises(BrokenConfig) as broken:
        load(tmp_path, SHIPPED.replace(old, new))
    assert [(fault.file, fault.key) for fault in broken.value.faults] == [("post.toml", key)]
    assert broken.value.faults[0].reason


def test_the_table_of_subjects_may_be_left_out(tmp_path: Path) -> None:
    start, end = SHIPPED.index("[memo.kle]"), SHIPPED.index("[moede]")
    load(tmp_path, SHIPPED[:start] + SHIPPED[end:])
