"""`python -m sagsgang` is the command `sagsgang`."""

from sagsgang.cli import main

main()
