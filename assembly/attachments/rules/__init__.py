"""What may be attached, without a database: kinds of files, told by their content, and limits."""

from assembly.attachments.rules.content import Foreign, Refused, examine
from assembly.attachments.rules.kinds import (
    EXTENSIONS,
    LARGEST,
    MEDIA_TYPES,
    WIDEST,
    AttachedTo,
    FileType,
    KeptFile,
    kept_name,
)
from assembly.attachments.rules.traces import without_traces

__all__ = [
    "EXTENSIONS",
    "LARGEST",
    "MEDIA_TYPES",
    "WIDEST",
    "AttachedTo",
    "FileType",
    "Foreign",
    "KeptFile",
    "Refused",
    "examine",
    "kept_name",
    "without_traces",
]
