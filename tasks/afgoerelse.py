"""Afgørelse, as steps: the checklist; deciding is a person's."""

from tasks.phase_entries import finish, lay_out_checklist

__all__ = ["finish", "lay_out_checklist"]
