"""Attaching, taking off and giving out, as people do it."""

import hashlib
from io import BytesIO
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from assembly import storage
from assembly.attachments.models import Attachment
from assembly.journal.models import JournalEntry
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import ItemKind, ItemStatus, MeetingKind, MeetingStatus
from assembly.storage import StorageError
from tests.attachments import files
from tests.attachments.test_traces import PLACE, photo
from tests.commune import NOW


@pytest.fixture
def item(session, commune) -> AgendaItem:
    """An item of a convened meeting."""
    meeting = Meeting(
        body=commune.body,
        kind=MeetingKind.ordinary,
        number=31,
        status=MeetingStatus.convened,
        scheduled_at=NOW,
    )
    made = AgendaItem(
        meeting=meeting,
        position=1,
        title="Derrumbe",
        kind=ItemKind.motion,
        status=ItemStatus.planned,
    )
    session.add(made)
    session.commit()
    return made


def send(client, item_id, content, name="foto.png", **more):
    data = {
        "file": FileStorage(BytesIO(content), name),
        "once": str(uuid4()),
        "title": "La vía",
        **more,
    }
    # Encoded here: the test client would leave a large body in an open file.
    boundary, body = encode_multipart(data)
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(f"/attachments/items/{item_id}", data=body, content_type=kind)


def count(session) -> int:
    return session.scalar(select(func.count()).select_from(Attachment))


def test_what_the_phone_wrote_into_a_photo_is_not_kept(session, sign_in, item):
    taken = photo("JPEG")
    assert send(sign_in("secretary"), item.id, taken).status_code == 303
    kept = session.scalars(select(Attachment)).one()
    stored = storage.of_house().read(kept.digest)
    assert (PLACE in taken, PLACE in stored, kept.size) == (True, False, len(stored))


def test_a_photo_is_attached_listed_and_given_out_as_a_download(session, sign_in, item):
    secretary, picture = sign_in("secretary"), files.png()
    assert send(secretary, item.id, picture, "../vía\u202e.jpg").status_code == 303
    kept = session.scalars(select(Attachment)).one()
    assert (kept.name, kept.file_type, kept.size) == ("vía.png", "png", len(picture))
    assert kept.digest == hashlib.sha256(picture).hexdigest()
    assert "La vía" in secretary.get(f"/attachments/items/{item.id}").text
    for page in (f"/meetings/{item.meeting_id}", f"/meetings/{item.meeting_id}/desk"):
        assert "La vía" in secretary.get(page).text
    answer = sign_in("member").get(f"/attachments/{kept.id}")
    assert answer.data == picture
    assert answer.mimetype == "image/png"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    entry = session.scalars(select(JournalEntry).order_by(JournalEntry.sequence.desc())).first()
    assert entry.verb == "attachment.add"
    assert kept.digest in entry.data


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (files.WINDOWS_PROGRAM, "acta.pdf", "un programa"),
        (b"", "acta.pdf", "está vacío"),
        (files.png(20_000, 20_000), "foto.png", "20.000 × 20.000 puntos"),
        (b"a" * (20 * 2**20 + 1), "carta.txt", "20 MB como máximo"),
        (files.pdf()[:-8], "acta.pdf", "está dañado"),
        (b"<script>alert(1)</script>", "<b>.html", "«&lt;b&gt;.html»"),
    ],
)
def test_a_bad_file_is_told_beside_its_field_and_what_was_typed_stays(
    session, sign_in, item, content, name, words
):
    answer = send(sign_in("secretary"), item.id, content, name, title="Carta al Ministerio")
    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="Carta al Ministerio"' in answer.text
    assert count(session) == 0


def test_no_file_is_told_too(session, sign_in, item):
    answer = sign_in("secretary").post(f"/attachments/items/{item.id}", data={"title": "Carta"})
    assert answer.status_code == 422
    assert "Elija un archivo." in answer.text


def test_what_is_sent_twice_hangs_there_once(session, sign_in, item):
    secretary, once = sign_in("secretary"), str(uuid4())
    for _click in range(2):
        assert send(secretary, item.id, files.png(), once=once).status_code == 303
    assert count(session) == 1
    answer = send(secretary, item.id, files.png(), title="Otra")  # the same bytes, a new form
    assert answer.status_code == 422
    assert "ya está adjunto aquí: «La vía»" in answer.text
    assert count(session) == 1
    other = send(secretary, item.id, files.pdf(), "carta.pdf", once=once)  # after the back button
    assert other.status_code == 422
    assert "Este formulario ya se había enviado" in other.text


def test_a_restricted_file_is_only_for_who_keeps_the_record(session, sign_in, item):
    send(sign_in("secretary"), item.id, files.pdf(), "firmas.pdf", restricted="y")
    kept = session.scalars(select(Attachment)).one()
    allowed = {
        who: sign_in(who).get(f"/attachments/{kept.id}").status_code
        for who in ("secretary", "chair", "administrator", "oversight", "spokesperson", "member")
    }
    assert allowed == {
        "secretary": 200,
        "chair": 200,
        "administrator": 200,
        "oversight": 403,
        "spokesperson": 403,
        "member": 403,
    }
    page = sign_in("member").get(f"/meetings/{item.meeting_id}").text
    assert "La vía" in page
    assert f"/attachments/{kept.id}" not in page


def test_taking_off_wants_a_reason_and_destroys_nothing(session, sign_in, item):
    secretary = sign_in("secretary")
    send(secretary, item.id, files.png())
    kept = session.scalars(select(Attachment)).one()
    assert secretary.post(f"/attachments/{kept.id}/withdraw").status_code == 422
    address = f"/attachments/{kept.id}/withdraw"
    assert secretary.post(address, data={"reason": "No era esa vía"}).status_code == 303
    session.expire_all()
    assert kept.withdrawn_reason == "No era esa vía"
    assert storage.of_house().read(kept.digest) == files.png()
    assert secretary.get(f"/attachments/{kept.id}").status_code == 404
    assert "La vía" not in secretary.get(f"/meetings/{item.meeting_id}").text
    assert "No era esa vía" in secretary.get(address).text
    send(secretary, item.id, files.png())  # it may hang there again
    assert count(session) == 2


def test_what_closed_minutes_list_stays(session, sign_in, item):
    secretary = sign_in("secretary")
    send(secretary, item.id, files.png())
    kept = session.scalars(select(Attachment)).one()
    kept.kept_at = NOW
    session.commit()
    answer = secretary.post(f"/attachments/{kept.id}/withdraw", data={"reason": "x"})
    assert answer.status_code == 422
    assert "se queda" in answer.text


def test_an_item_with_files_is_not_taken_off_the_agenda(session, sign_in, item):
    secretary = sign_in("secretary")
    send(secretary, item.id, files.png())
    answer = secretary.post(f"/meetings/items/{item.id}/remove")
    assert answer.status_code == 422
    assert session.get(AgendaItem, item.id) is not None


def test_a_full_disk_is_said_and_nothing_is_noted(session, sign_in, item, monkeypatch):
    """The disk itself is filled in tests/test_storage.py; here what the page makes of it."""

    def full(store, content):
        raise StorageError("full", "0" * 64)

    monkeypatch.setattr(storage.Store, "put", full)
    answer = send(sign_in("secretary"), item.id, files.png())
    assert answer.status_code == 422
    assert "El disco está lleno" in answer.text
    assert count(session) == 0


def test_a_damaged_file_is_not_given_out(session, sign_in, item):
    secretary = sign_in("secretary")
    send(secretary, item.id, files.png())
    kept = session.scalars(select(Attachment)).one()
    path = storage.of_house().path(kept.digest)
    path.chmod(0o600)
    path.write_bytes(b"other")
    assert secretary.get(f"/attachments/{kept.id}").status_code == 500


def test_a_page_asks_as_often_for_one_file_as_for_many(session, sign_in, item, count_queries):
    secretary, asked = sign_in("secretary"), []
    for known in (1, 30):
        for number in range(count(session), known):
            send(secretary, item.id, files.png(number + 1))
        with count_queries() as counted:
            secretary.get(f"/meetings/{item.meeting_id}")
        asked.append(counted.count)
    assert asked[0] == asked[1]
