"""The command: it wires the house together and speaks to the one who runs it."""
