"""A digital signature: valid by another program, the file accessible, and the closed file inside it whole."""

import io
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from assembly.cli.sign import sign
from assembly.minutes import press
from tests.apart import apart
from tests.minutes.documents import document, item
from tests.papers import complaints

pytestmark = [pytest.mark.paper, pytest.mark.usefixtures("session")]


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    """A key of the secretary, with a certificate that she wrote herself."""
    folder = tmp_path_factory.mktemp("key")
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Yelitza Rondón")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, True, False, False, False), critical=True
        )
        .sign(private, hashes.SHA256())
    )
    bundle = pkcs12.serialize_key_and_certificates(
        b"secretary", private, certificate, None, BestAvailableEncryption(b"cafe")
    )
    (folder / "key.p12").write_bytes(bundle)
    (folder / "phrase").write_text("cafe\n")
    (folder / "wrong").write_text("panela\n")
    (folder / "cert.der").write_bytes(certificate.public_bytes(encoding=Encoding.DER))
    return folder


@pytest.fixture
def act(tmp_path):
    pdf = press.pdf(document(items=(item(1, text="Se informa."),)), "es").content
    (tmp_path / "acta.pdf").write_bytes(pdf)
    return tmp_path / "acta.pdf"


def run(act, key, phrase="phrase", out="firmada.pdf"):
    return apart(
        CliRunner().invoke,
        sign,
        [
            str(act),
            "--key",
            str(key / "key.p12"),
            "--passphrase-file",
            str(key / phrase),
            "--out",
            str(act.with_name(out)),
        ],
    )


def test_the_signature_is_valid_and_the_closed_file_is_whole_inside(act, key, tmp_path):
    before = act.read_bytes()
    done = run(act, key)
    assert done.exit_code == 0, done.output
    made = act.with_name("firmada.pdf").read_bytes()
    assert act.read_bytes() == before
    assert made.startswith(before)  # whoever trusts the closed file finds it, byte for byte
    (signature,) = PdfFileReader(io.BytesIO(made)).embedded_signatures
    trusted = ValidationContext(trust_roots=[load_cert_from_pemder(str(key / "cert.der"))])
    status = apart(validate_pdf_signature, signature, trusted)
    assert (status.intact, status.valid, status.bottom_line) == (True, True, True)
    assert complaints(made, tmp_path) == []
    with pikepdf.open(io.BytesIO(before)) as one, pikepdf.open(io.BytesIO(made)) as other:
        assert one.Root.Metadata.read_bytes() == other.Root.Metadata.read_bytes()
        field = other.Root.AcroForm.Fields[0]
        assert str(field.TU) == "Firma digital de la secretaría"


def test_what_was_changed_after_signing_is_seen(act, key):
    run(act, key)
    made = act.with_name("firmada.pdf").read_bytes()
    changed = made.replace(b"/Pagination", b"/pagination", 1)
    changed = changed if changed != made else made[:600] + b" " + made[601:]
    (signature,) = PdfFileReader(io.BytesIO(changed), strict=False).embedded_signatures
    trusted = ValidationContext(trust_roots=[load_cert_from_pemder(str(key / "cert.der"))])
    assert not apart(validate_pdf_signature, signature, trusted).intact


def test_a_wrong_passphrase_and_a_file_that_is_none_are_refused_in_words(act, key):
    done = run(act, key, phrase="wrong")
    assert (done.exit_code, "another passphrase" in done.output) == (1, True)
    assert not act.with_name("firmada.pdf").exists()
    act.write_bytes(b"no pdf")
    done = run(act, key)
    assert (done.exit_code, "is no PDF" in done.output) == (1, True)
