"""A digital signature on a finished file, written after it: the closed file stays as it was, to the byte.

The field of the signature is put into the tree of tags, so that the file stays accessible, and the
metadata are left alone, so that it stays a file for the archive. Needs the extra ``signing`` (pyHanko).
"""

from __future__ import annotations

import io
from pathlib import Path

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field

FIELD = "Signature"


class KeyUnusable(Exception):
    """The file holds no key with its certificate, or the passphrase is another one."""


class _Writer(IncrementalPdfFileWriter):
    def _update_meta(self) -> None:
        """Nothing: what pyHanko would write there of its own breaks PDF/A."""


def signed(pdf: bytes, *, key: Path, passphrase: bytes | None, label: str, reason: str) -> bytes:
    """The file with a signature of the key in a PKCS #12 file; ``label`` names it to who cannot see it.

    Raises ``KeyUnusable``.
    """
    signer = SimpleSigner.load_pkcs12(str(key), passphrase=passphrase)
    if signer is None:
        raise KeyUnusable
    writer = _Writer(io.BytesIO(pdf))
    append_signature_field(writer, SigFieldSpec(FIELD, on_page=0))
    _tag_field(writer, label)
    how = PdfSignatureMetadata(
        field_name=FIELD, reason=reason, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    made: io.BytesIO = sign_pdf(writer, how, signer=signer, existing_fields_only=True)
    return made.getvalue()


def _tag_field(writer: _Writer, label: str) -> None:
    """Make the field an element of the document (ISO 14289-1, 7.18.4) with a name (7.18.1)."""
    tree = writer.root["/StructTreeRoot"]
    whole = tree["/K"][0]
    field_reference = writer.root["/AcroForm"]["/Fields"].raw_get(-1)
    field = field_reference.get_object()
    page, _place = writer.find_page_for_modification(0)
    numbers = tree["/ParentTree"]["/Nums"]
    keys = [int(each) for each in list(numbers)[::2]]
    key = max(keys, default=-1) + 1
    element = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/StructElem"),
            pdf_name("/S"): pdf_name("/Form"),
            pdf_name("/P"): tree["/K"].raw_get(0),
            pdf_name("/Pg"): page,
            pdf_name("/Alt"): generic.TextStringObject(label),
            pdf_name("/K"): generic.DictionaryObject(
                {
                    pdf_name("/Type"): pdf_name("/OBJR"),
                    pdf_name("/Obj"): field_reference,
                    pdf_name("/Pg"): page,
                }
            ),
        }
    )
    reference = writer.add_object(element)
    whole["/K"].append(reference)
    numbers += [generic.NumberObject(key), reference]
    field["/StructParent"] = generic.NumberObject(key)
    field["/TU"] = generic.TextStringObject(label)
    for changed in (whole, tree["/ParentTree"], field):
        writer.update_container(changed)
