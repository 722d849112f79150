"""What two moments have in common, and the vocabulary they share with the rules."""

import pytest

from domain.events import RULE_EVENTS, Event, refs_agree
from tests.builders import rulebook


@pytest.mark.parametrize(
    ("ours", "theirs", "agree"),
    [
        ({"kilde": "egen læge"}, {"kilde": "egen læge"}, True),
        ({"kilde": "egen læge"}, {"kilde": "jobcenteret"}, False),
        ({"paragraf": "85", "ansoegning": 1}, {"paragraf": "85"}, True),
        ({"paragraf": "85", "ansoegning": 1}, {"paragraf": "85", "ansoegning": 2}, False),
        ({"fase": "afgoerelse"}, {"paragraf": "85"}, True),
        ({}, {"bestilling": 1}, True),
        ({"bestilling": 1}, {}, True),
    ],
)
def test_two_moments_are_about_the_same_when_they_name_nothing_differently(
    ours: dict[str, str | int], theirs: dict[str, str | int], agree: bool
) -> None:
    assert refs_agree(ours, theirs) is agree
    assert refs_agree(theirs, ours) is agree


def test_every_event_of_the_shipped_rules_can_happen() -> None:
    used = {
        pattern.event
        for versions in rulebook().deadlines.values()
        for rule in versions
        for pattern in (*rule.starts, *rule.slut, *rule.afloeses_ved)
    }
    assert used <= RULE_EVENTS
    assert len(RULE_EVENTS) == len(Event)
