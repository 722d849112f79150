"""What every use case works with: the register, the municipality's rules, and where new keys come from."""

from collections.abc import Callable
from dataclasses import dataclass, field

from config.deadlines import rule_from_content
from domain.errors import ActRefused
from domain.rulebook import Rulebook
from domain.rules import DeadlineRule
from persistence.register import Register
from persistence.unit_of_work import UnitOfWork

SYSTEM = "system"


@dataclass(frozen=True)
class Office:
    """`new_key` gives a letter its lasting key; it never repeats itself."""

    register: Register
    rulebook: Rulebook
    new_key: Callable[[], str]
    _kept: dict[tuple[str, str], DeadlineRule] = field(default_factory=dict, repr=False, compare=False)

    def rule_as_kept(self, uow: UnitOfWork, rule_id: str, version: str) -> DeadlineRule:
        """The rule as it was when the clock started, whatever the municipality has adopted since."""
        key = (rule_id, version)
        if key not in self._kept:
            current = self.rulebook.rule_version(rule_id, version)
            if current is None:
                content = uow.deadlines.kept_rule(rule_id, version)
                if content is None:
                    raise LookupError(f"rule {rule_id} {version} is not in the register")
                current = rule_from_content(rule_id, content)
            self._kept[key] = current
        return self._kept[key]

    def worded(self, refused: ActRefused) -> ActRefused:
        """The same refusal with the Danish sentence that says what to do about it."""
        messages = self.rulebook.messages
        text = messages.get(refused.key) or messages.get(refused.grund, refused.grund)
        return ActRefused(
            refused.grund, key=refused.key, tekst=text.format_map(_Facts(refused.facts)), **refused.facts
        )


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
