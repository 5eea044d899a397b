"""The secretary's digital signature on a finished file."""

from __future__ import annotations

from pathlib import Path

import click

try:
    from assembly.paper import signing
except ModuleNotFoundError:  # pyHanko comes with the extra
    signing = None  # type: ignore[assignment]


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--key",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The key with its certificate (PKCS #12: .p12 or .pfx).",
)
@click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Holds the key's passphrase in its first line.",
)
@click.option("--reason", default="", help="Why it is signed; readers of the file show it.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def sign(file: Path, key: Path, passphrase_file: Path | None, reason: str, out: Path) -> None:
    """Sign FILE, the PDF of closed minutes, into another file. FILE itself stays as it is.

    `assembly verify` knows the signed file as the closed one with something added after it.
    """
    if signing is None:
        raise click.ClickException("this needs the extra: pip install 'assembly[signing]'")
    if out.exists():
        raise click.ClickException(f"{out} is there already")
    content = file.read_bytes()
    if not content.startswith(b"%PDF"):
        raise click.ClickException(f"{file} is no PDF")
    phrase = passphrase_file.read_bytes().splitlines()[:1] if passphrase_file else []
    try:
        made = signing.signed(
            content,
            key=key,
            passphrase=phrase[0] if phrase else None,
            label="Firma digital de la secretaría",
            reason=reason,
        )
    except signing.KeyUnusable as error:
        raise click.ClickException(f"{key}: no key in it, or another passphrase") from error
    out.write_bytes(made)
    click.echo(f"Signed: {out}")
