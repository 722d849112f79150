"""The id under which the post knows a letter."""

import uuid

from domain.post import Poststatus, besked_id


def test_a_key_has_one_id_and_it_is_shaped_as_version_four() -> None:
    assert besked_id("send:1") == besked_id("send:1") != besked_id("send:2")
    assert uuid.UUID(besked_id("send:1")).version == 4
    assert uuid.UUID(besked_id("send:1")).variant == uuid.RFC_4122


def test_what_fails_weighs_most_of_two_things_said_at_once() -> None:
    assert max(Poststatus, key=lambda status: status.rank) is Poststatus.FEJLET
