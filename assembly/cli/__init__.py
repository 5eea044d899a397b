"""The ``assembly`` command: one module per subject, brought together here."""

from assembly.cli.elections import elections
from assembly.cli.main import main

main.add_command(elections)

__all__ = ["main"]
