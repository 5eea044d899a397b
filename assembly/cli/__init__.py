"""The ``assembly`` command, for those who administer: one module per command, read when it is given.

Exit codes: 0 done; 1 refused or found broken (the message says what); 2 the command was mistyped.
"""

from __future__ import annotations

import importlib

import click

from assembly import __version__
from assembly.config import ConfigError

# A command is the object of its own name in the module of that name. They are not imported here: the
# house starts without reading what only migrations, the demo or an export need.
COMMANDS = (
    "backup",
    "create-admin",
    "demo",
    "elections",
    "export",
    "migrate",
    "minutes",
    "recount",
    "restore",
    "run",
    "sign",
    "verify",
    "work",
)


class House(click.Group):
    """The commands, with settings and rules explained instead of stack traces."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(importlib.import_module(f"assembly.cli.{name}"), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ConfigError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=House, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="assembly")
def main() -> None:
    """The parliament of a commune on one laptop."""
