"""What changes meetings: one module per subject, all names here."""

from assembly.meetings.actions.seal import refuse_if_sealed, seal

__all__ = ["refuse_if_sealed", "seal"]
