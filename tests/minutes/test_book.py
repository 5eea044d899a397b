"""The book of minutes: leaves given once and for ever; volumes printed by joining what is closed."""

import hashlib
import json
import re
import subprocess
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pytest
from sqlalchemy import select

from assembly.errors import RuleViolation
from assembly.jobs import worker
from assembly.jobs.rules import JobStatus
from assembly.journal.models import JournalEntry
from assembly.meetings.models import Meeting
from assembly.meetings.rules import MeetingKind, MeetingStatus
from assembly.minutes import book, closing, press, queries
from assembly.minutes.actions import close_minutes
from assembly.minutes.models import Minutes
from assembly.minutes.rules import OnLeaves, Sides, VolumeStatus
from tests.minutes.again import MadeOnce
from tests.minutes.scene import ACT, EVENING, wednesday
from tests.minutes.test_actions import FILES, read
from tests.minutes.test_after import approving, later, noted, reopened
from tests.papers import complaints


def opened(session, commune, **changes):
    plain = {"number": 1, "leaves": 100, "first_leaf": 1, "sides": Sides.one}
    made = book.open_next(session, commune.body.id, **(plain | changes), **ACT)
    session.commit()
    return made


def held(session, commune, count: int) -> list[Meeting]:
    """Meetings that have ended and in which nothing was done."""
    made = [
        Meeting(
            body=commune.body,
            kind=MeetingKind.ordinary,
            number=number,
            status=MeetingStatus.ended,
            scheduled_at=EVENING + timedelta(weeks=number),
        )
        for number in range(1, count + 1)
    ]
    session.add_all(made)
    session.commit()
    return made


def close(session, meeting, number=None):
    """Closed with papers of two pages that nobody drew; ``number`` where it has one already."""
    document = read(session, meeting)
    if number:
        document = replace(document, number=number)
    made = close_minutes(
        session, meeting=meeting, document=document, files=FILES, title="Acta", **ACT
    )
    session.commit()
    return made


def spans(session, volume):
    return [
        (each.what.value, each.first, each.last) for each in queries.on_leaves(session, volume.id)
    ]


def test_every_act_takes_the_next_leaves_and_keeps_them(session, commune):
    volume = opened(session, commune)
    acts = [close(session, each) for each in held(session, commune, 3)]
    expected = [("opening", 1, 1), ("act", 2, 3), ("act", 4, 5), ("act", 6, 7)]
    assert spans(session, volume) == expected
    reopened(session, acts[-1])
    close(session, acts[-1].meeting, number=3)
    assert spans(session, volume) == [*expected, ("act", 8, 9)]
    annulled = [each.first for each in queries.on_leaves(session, volume.id) if each.annulled]
    assert annulled == [6]


def test_without_a_book_nothing_is_given(session, commune):
    minutes = close(session, held(session, commune, 1)[0])
    assert queries.leaves_of(session, minutes.id) == []


def test_acts_closed_before_there_was_a_book_begin_it_as_if_it_had_been_kept(session, commune):
    """Three acts of two pages and a note of one to the second: the book begins with the second."""
    first, second, third = [close(session, each) for each in held(session, commune, 3)]
    there = later(session, commune, weeks=4)
    noted(session, second, item=None, vote_id=approving(session, there).id)
    with pytest.raises(RuleViolation) as caught:
        opened(session, commune, from_number=2, leaves=6)  # one to open, one to close: four
    assert (caught.value.code, caught.value.params) == (
        "minutes.older_too_many",
        {"needed": 5, "left": 4},
    )
    session.rollback()
    with pytest.raises(RuleViolation, match="nothing_older"):
        opened(session, commune, from_number=4)
    session.rollback()
    volume = opened(session, commune, from_number=2, leaves=7)
    taken = [("opening", 1, 1), ("act", 2, 3), ("act", 4, 5), ("note", 6, 6)]
    assert spans(session, volume) == taken
    listed = queries.on_leaves(session, volume.id)
    assert [each.minutes_id for each in listed[1:]] == [second.id, third.id, second.id]
    assert "Nota marginal 1 al acta n.º 2" in listed[3].title
    assert queries.leaves_of(session, first.id) == []
    assert queries.numbers_without_leaves(session, commune.body.id) is None
    entry = session.scalars(select(JournalEntry).where(JournalEntry.verb == "volume.open")).one()
    assert json.loads(entry.data)["acts"] == [2, 3]


def test_an_act_that_does_not_fit_waits_for_the_next_volume(session, commune):
    """Six leaves: one opens, two acts of two pages, one is kept to close."""
    volume = opened(session, commune, leaves=6)
    first, second, third = held(session, commune, 3)
    close(session, first)
    close(session, second)
    with pytest.raises(RuleViolation) as caught:
        close(session, third)
    assert caught.value.code == "minutes.volume_full"
    assert caught.value.params == {"needed": 2, "left": 0}
    session.rollback()
    with pytest.raises(RuleViolation, match="volume_is_open"):
        opened(session, commune, number=2)
    session.rollback()
    book.close(session, volume.id, **ACT)
    session.commit()
    assert spans(session, volume)[-1] == ("closing", 6, 6)
    assert queries.volume(session, volume.id).status is VolumeStatus.closed
    with pytest.raises(RuleViolation, match="volume_number"):
        opened(session, commune, number=3)
    session.rollback()
    following = opened(session, commune, number=2)
    close(session, third)
    assert spans(session, following)[1] == ("act", 2, 3)


def test_a_book_of_paper_in_use_goes_on_at_its_next_leaf(session, commune):
    volume = opened(session, commune, first_leaf=58)
    close(session, held(session, commune, 1)[0])
    assert spans(session, volume) == [("act", 58, 59)]


@pytest.mark.parametrize(("leaves", "first"), [(1, 1), (100, 100), (100, 0), (3000, 1)])
def test_numbers_of_leaves_that_cannot_be(session, commune, leaves, first):
    with pytest.raises(RuleViolation, match="leaves_wrong"):
        opened(session, commune, leaves=leaves, first_leaf=first)


# ---- printed -------------------------------------------------------------------------------------


def _keep(session, commune):
    """A volume with a real act, a marginal note to it, and its closing note; printed on both sides."""
    volume = opened(session, commune, sides=Sides.both)
    meeting = wednesday(session, commune).meeting
    session.commit()
    minutes = closing.close(session, meeting.id, **ACT)
    session.commit()
    there = later(session, commune)
    noted(session, minutes, vote_id=approving(session, there).id)
    book.close(session, volume.id, **ACT)
    session.commit()
    return volume, minutes


@pytest.fixture(scope="module")
def _kept_once():
    return MadeOnce(_keep)


@pytest.fixture
def kept(session, commune, _kept_once):
    return _kept_once(session, commune)


def texts(path) -> list[str]:
    done = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True
    )
    return done.stdout.rstrip("\f").split("\f")


def test_a_volume_is_joined_with_leaves_links_and_bookmarks(session, kept, tmp_path):
    volume, minutes = kept
    told = []
    to = tmp_path / "volume.pdf"
    book.print_volume(session, volume.id, to, lambda done, total: told.append((done, total)))
    assert told == [(done, 4) for done in (1, 2, 3, 4)]
    # TAG-002 takes the foot of a paper of one page for text: among the others it is not repeated.
    assert complaints(to.read_bytes(), tmp_path, but=("TAG-002",)) == []
    pages = texts(to)
    stamped = [re.findall(r"Folio\s*(\d+)(\s*vto\.)?", page) for page in pages]
    listed = queries.on_leaves(session, volume.id)
    assert [each.what for each in listed] == list(OnLeaves)
    leaves = [number for page in stamped for number, _verso in page if page]
    # Front and back of every leaf, from the first to the last one that is taken.
    front = len(pages) - 2 * listed[-1].last
    assert [int(each) for each in leaves[-2 * listed[-1].last :]] == [
        leaf for leaf in range(1, listed[-1].last + 1) for _side in range(2)
    ]
    assert "ANULADO" in pages[front + 1].upper()  # the back of the opening note
    with pikepdf.open(to) as pdf:
        # ISO 19005-3: one intent for all pages, and what is said of the file is said in its XMP.
        assert (pdf.open_metadata().pdfa_status, len(pdf.Root.OutputIntents)) == ("3A", 1)
        assert list(pdf.attachments) == ["0002-minutes.json", "0003-minutes.json"]
        data = pdf.attachments["0002-minutes.json"].get_file().read_bytes()
        assert hashlib.sha256(data).hexdigest() == minutes.snapshot_digest
        with pdf.open_outline() as outline:
            acts = outline.root
            assert [len(each.children) > 3 for each in acts] == [False, False, True, False, False]
            first = pdf.pages.index(pikepdf.Page(acts[2].destination[0]))
            assert first == front + 2 * (listed[1].first - 1)
        leaps = [
            pdf.pages.index(pikepdf.Page(link.A.D[0]))
            for page in list(pdf.pages)[:front]
            for link in page.obj.get("/Annots", [])
        ]
    starts = [front + 2 * (each.first - 1) for each in listed]
    assert leaps[:4] == starts
    assert set(leaps[4:]) == {starts[1]}  # the decisions are those of the one act
    told = " ".join(" ".join(pages[:front]).split())
    assert "A-2026-1" in told


def test_what_is_joined_is_the_same_each_time_and_leaves_the_closed_files_alone(
    session, kept, tmp_path
):
    volume, _minutes = kept
    for name in ("one", "two"):
        book.print_volume(session, volume.id, tmp_path / name, lambda done, total: None)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    for each in queries.on_leaves(session, volume.id):
        press.store().verify(each.digest)


def test_a_volume_is_asked_for_on_its_page_and_fetched_when_it_is_ready(session, kept, sign_in):
    volume, _minutes = kept
    secretary = sign_in("secretary")
    page = secretary.get(f"/minutes/volumes/{volume.id}").text
    assert "Nota marginal 1" in page
    answer = secretary.post(f"/minutes/volumes/{volume.id}/print")
    assert answer.status_code == 303
    session.commit()
    worker.work_off(session)
    job = int(answer.location.rpartition("/")[2])
    assert "Listo." in secretary.get(answer.location).text
    with secretary.get(f"/jobs/{job}/file") as file:
        assert file.data.startswith(b"%PDF")


def test_an_act_is_printed_on_its_leaves(session, kept, sign_in, tmp_path):
    _volume, minutes = kept
    answer = sign_in("secretary").get(f"/minutes/{minutes.id}/leaves.pdf")
    path = tmp_path / "leaves.pdf"
    path.write_bytes(answer.data)
    pages = texts(path)
    assert re.search(r"Folio\s*2\b", pages[0])
    assert "Nota marginal 1" in " ".join(pages)
    assert sign_in("member").get(f"/minutes/{minutes.id}/leaves.pdf").status_code == 403


def test_a_volume_of_which_a_file_is_damaged_is_not_printed(session, kept):
    volume, minutes = kept
    file = queries.leaves_of(session, minutes.id)[0]
    path = press.store().path(file.digest)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1])
    job = book.ask_for_volume(session, volume, language="es", **ACT)
    session.commit()
    worker.work_off(session)
    session.expire_all()
    assert (job.status, job.file) == (JobStatus.failed, "")


# ---- pages ---------------------------------------------------------------------------------------


def test_a_volume_is_opened_and_closed_on_its_pages(session, commune, sign_in):
    secretary, address = sign_in("secretary"), f"/minutes/bodies/{commune.body.id}/book"
    assert 'value="200"' in secretary.get(address).text
    close(session, held(session, commune, 1)[0], number=31)
    assert re.search(r'name="from_number"[^>]*value="31"', secretary.get(address).text)
    sent = {"number": "1", "leaves": "1", "first_leaf": "1", "sides": "one"}
    wrong = secretary.post(address, data=sent)
    assert (wrong.status_code, 'id="leaves-error"' in wrong.text) == (422, True)
    sent["from_number"] = "32"
    wrong = secretary.post(address, data=sent | {"leaves": "150"})
    assert (wrong.status_code, 'id="from_number-error"' in wrong.text) == (422, True)
    sent["from_number"] = "31"
    assert secretary.post(address, data=sent | {"leaves": "150"}).status_code == 303
    again = secretary.post(address, data=sent | {"leaves": "150"})  # the back button
    assert (again.status_code, "Ya hay un tomo abierto." in again.text) == (422, True)
    volume = queries.open_volume(session, commune.body.id)
    (minutes,) = session.scalars(select(Minutes))
    reopened(session, minutes)
    waits = secretary.post(f"/minutes/volumes/{volume.id}/close")
    assert (waits.status_code, "Hay otra acta de este órgano reabierta." in waits.text) == (
        422,
        True,
    )
    close(session, minutes.meeting, number=31)
    assert secretary.post(f"/minutes/volumes/{volume.id}/close").status_code == 303
    page = secretary.get(f"/minutes/volumes/{volume.id}").text
    assert "Cierre del tomo 1" in page
    assert sign_in("member").get(address).status_code == 403
    oversight = sign_in("oversight")  # looks at the book and keeps it not
    assert oversight.get(address).status_code == 200
    assert oversight.post(address, data=sent | {"number": "2"}).status_code == 403
