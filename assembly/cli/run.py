"""Starting the house."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from assembly import __version__, config, paths
from assembly.cli.state import State, look
from assembly.demo.accounts import ACCOUNTS, PASSWORD
from assembly.home import first_run


@click.command()
@click.option("--host", help="Where to listen. 0.0.0.0 lets the phones of the hall in.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port, 8000 if nothing is said.")
@click.option("--demo/--no-demo", default=False, help="Bring in the demo commune if there is none.")
@click.option("--workers", type=click.IntRange(1, 16), default=1, show_default=True)
@click.option(
    "--threads",
    type=click.IntRange(1, 64),
    help="How many pages a worker makes at once, 4 if nothing is said.",
)
def run(host: str | None, port: int | None, demo: bool, workers: int, threads: int | None) -> None:
    """Start the house and print its address."""
    settings = config.load()
    address = host or settings["HOST"]
    door = port if port is not None else settings["PORT"]
    if not _free(address, door):
        raise click.ClickException(
            f"something else listens on {address}:{door}; choose another with ASSEMBLY_PORT or --port"
        )
    state = _ready(settings, demo)
    _greet(settings, state, address, door)
    if state.work_waits and settings["WORKER"]:  # it broke off when the house was closed
        subprocess.Popen(_command("assembly", "work"), start_new_session=True)
    at_once = threads or settings["THREADS"]
    # The application in the worker knows by this where phones can reach it, and how much it does at once.
    os.environ |= {
        "ASSEMBLY_HOST": address,
        "ASSEMBLY_PORT": str(door),
        "ASSEMBLY_THREADS": str(at_once),
    }
    # The parent of the server must not keep a second copy of the application in memory.
    _become("assembly.serve", address, str(door), str(workers), str(at_once))


def _free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _ready(settings: dict[str, Any], demo: bool) -> State:
    """The state of the house, once its tables are made and the demo is in it if it was asked for."""
    database = settings["SQLALCHEMY_DATABASE_URI"]
    state = look(database, paths.MIGRATIONS)
    if not state.current:
        _do("migrate")
        state = look(database, paths.MIGRATIONS)
    if demo and not state.accounts:
        _do("demo")
        state = look(database, paths.MIGRATIONS)
    return state


def _do(command: str) -> None:
    """Another command, in a process of its own: what it reads would stay in ours."""
    done = subprocess.run(_command("assembly", command), check=False)
    if done.returncode:
        raise SystemExit(done.returncode)  # it has said why


def _greet(settings: dict[str, Any], state: State, host: str, port: int) -> None:
    shown = "localhost" if host in ("127.0.0.1", "::1") else host
    click.echo(f"\n  assembly {__version__}  →  http://{shown}:{port}\n")
    if state.demo:
        click.echo(
            "  The demo commune. Sign in with one of these, all with the password " + PASSWORD
        )
        for login, role in ACCOUNTS.items():
            click.echo(f"      {login:<10} {role}")
        click.echo("  To start your own commune: an empty ASSEMBLY_INSTANCE, and --no-demo.\n")
    elif not state.accounts:
        click.echo(
            "  There is no commune here yet. Open the address and start your own with this code:"
        )
        click.echo(f"\n      {first_run.code(Path(settings['INSTANCE']))}\n")


def _command(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


def _become(module: str, *arguments: str) -> NoReturn:
    sys.stdout.flush()
    os.execv(sys.executable, _command(module, *arguments))  # noqa: S606 - our own program, no shell
