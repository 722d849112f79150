"""What makes a rule a cadence: a rhythm that a case, or a whole udfører, turns on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KadenceRegel:
    """`del_af` names the cadence that this rule is a step of; without it the rule can be turned on by itself.

    `udfoerer` says that it is kept with an udfører, and `efter_indsats` that it goes on when the help has ended.
    After `antal` times it ends by itself. `mindst` is how often it is held within its duration, at least.
    `holdes_ved` are other events ("event:om") by which it is held; `ny_sagsbehandler` is how long a sagsbehandler is
    new to a case, and has the shorter time of that name.
    """

    del_af: str | None = None
    udfoerer: bool = False
    efter_indsats: bool = False
    antal: int | None = None
    mindst: int | None = None
    holdes_ved: frozenset[str] = frozenset()
    ny_sagsbehandler: str | None = None
