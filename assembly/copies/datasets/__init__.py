"""What an export tells as tables: open formats, nothing that opens an account."""

from assembly.copies.datasets.money import of_money
from assembly.copies.datasets.projects import of_work
from assembly.copies.datasets.record import of_the_record
from assembly.copies.datasets.table import Dataset, as_csv, as_json

__all__ = ["Dataset", "as_csv", "as_json", "datasets"]


def datasets(*, public: bool) -> tuple[Dataset, ...]:
    """All tables. The public ones hold no identity number, telephone, note, or restricted file."""
    return (*of_the_record(public=public), *of_work(public=public), *of_money(public=public))
