"""``python -m assembly`` is the ``assembly`` command."""

from assembly.cli import main

main()
