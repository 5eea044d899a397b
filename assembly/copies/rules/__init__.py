"""What a copy holds, which ones are kept, when one is due: without a database."""

from assembly.copies.rules.manifest import FORMAT, Entry, Manifest, ManifestError, read
from assembly.copies.rules.rotation import REMIND_AFTER, file_name, is_due, kept, moment_of

__all__ = [
    "FORMAT",
    "REMIND_AFTER",
    "Entry",
    "Manifest",
    "ManifestError",
    "file_name",
    "is_due",
    "kept",
    "moment_of",
    "read",
]
