"""Opfølgning, as steps: the checklist; statusanmodning and indkaldelse come off the ladders."""

from tasks.phase_entries import finish, lay_out_checklist

__all__ = ["finish", "lay_out_checklist"]
