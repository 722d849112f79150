"""Bestilling, as steps: the checklist; ordering is a person's."""

from tasks.phase_entries import finish, lay_out_checklist

__all__ = ["finish", "lay_out_checklist"]
