"""A project reports to the assembly: its figures stand in the minutes, and stay there."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from assembly import clock
from assembly.errors import RuleViolation
from assembly.minutes import phrases, press, snapshot
from assembly.minutes.queries.documents import document_of
from assembly.projects.actions import reports as actions
from assembly.projects.models import ProjectReport
from assembly.projects.queries.reports import figures
from assembly.projects.rules import LogType
from assembly.web.i18n import in_language
from tests.motions.scene import wednesday
from tests.projects.scene import COORDINATOR, NOW, sown_nursery

TUESDAY = date(2026, 5, 19)


@pytest.fixture(autouse=True)
def on_the_wednesday():
    with clock.stopped_at(NOW):
        yield


@pytest.fixture
def nursery(session, commune):
    made = sown_nursery(session, commune)
    made.note(LogType.count, TUESDAY, 4401)
    return made


@pytest.fixture
def scene(session, commune):
    return wednesday(session, commune)


def report(session, scene, nursery):
    return actions.report_in(
        session, item=scene.item, project=nursery.project, actor=COORDINATOR, at=NOW
    )


def told(session, scene):
    document = document_of(session, scene.meeting.id)
    (item,) = [each for each in document.items if each.projects]
    return item.projects[0]


def test_the_numbers_of_the_scene_stand_in_the_minutes(session, scene, nursery):
    """domain.md §7.10: sown 6,000; emerged 4,980; bagged 4,720; lost 260 (fungus 190, drought 70);
    expected 4,460; counted 4,401: difference −59 shown."""
    report(session, scene, nursery)
    found = told(session, scene)
    with in_language("es"):
        rows = dict(phrases.production.rows(found))
        assert rows["Siembra"] == "6.000"
        assert rows["Germinación"] == "4.980"
        assert rows["Embolsado"] == "4.720"
        assert rows["Merma"] == "260 (hongo 190, sequía 70)"
        assert "Tanda 1 4.401" in rows["En existencia"]
        bars = phrases.production.batch_drawing(found.batches[0]).bars
    assert [(each.name, each.value, each.aside) for each in bars] == [
        ("Sembradas", "6.000", ""),
        ("Germinaron", "4.980", "no germinaron 1.020"),
        ("Embolsadas", "4.720", "sin embolsar 260"),
        ("Después de la merma", "4.460", "hongo 190, sequía 70"),
        ("Conteo", "4.401", "diferencia −59"),
    ]


def test_they_are_printed_with_their_picture(session, scene, nursery):
    report(session, scene, nursery)
    paper = press.html(document_of(session, scene.meeting.id), "es")
    for words in ("Vivero de café", "Sembradas 6.000", "diferencia −59", "<svg", "260 (hongo 190"):
        assert words in paper


def test_the_document_is_read_back_as_it_was(session, scene, nursery):
    report(session, scene, nursery)
    document = document_of(session, scene.meeting.id)
    assert snapshot.from_json(snapshot.to_json(document)) == document


def test_what_is_noted_later_does_not_change_what_is_frozen(session, scene, nursery):
    report(session, scene, nursery)
    frozen = snapshot.to_json(document_of(session, scene.meeting.id))
    nursery.note(
        LogType.loss, TUESDAY, 400, reason="pest", at=datetime(2026, 5, 19, 20, tzinfo=UTC)
    )
    assert snapshot.from_json(frozen).items != document_of(session, scene.meeting.id).items
    assert '"4401"' in snapshot.canonical(frozen)


def test_the_day_of_the_meeting_counts_and_the_day_after_does_not(session, nursery):
    nursery.note(
        LogType.loss, TUESDAY, 1, reason="pest", at=datetime(2026, 5, 20, 3, 59, tzinfo=UTC)
    )  # one minute to midnight of Tuesday in Caracas
    on_tuesday = figures(session, nursery.project, since=TUESDAY, until=TUESDAY)
    assert [(each.type, each.value) for each in on_tuesday.done if each.type is LogType.loss] == [
        (LogType.loss, Decimal(1))
    ]
    before = figures(
        session, nursery.project, since=date(2026, 5, 1), until=TUESDAY - timedelta(days=1)
    )
    assert before.done == ()
    assert {each.name: each.value for each in before.held}["Tanda 1"] == 4460


def test_a_project_reports_once_and_begins_where_it_last_reported(session, scene, nursery, commune):
    first = report(session, scene, nursery)
    assert first.since is None
    assert report(session, scene, nursery) is first
    later = wednesday(session, commune, number=32)
    second = actions.report_in(
        session, item=later.item, project=nursery.project, actor=COORDINATOR, at=NOW
    )
    assert second.since == date(2026, 5, 21)


def test_a_report_is_taken_out_again_while_the_minutes_are_open(session, scene, nursery):
    report(session, scene, nursery)
    out = {"item": scene.item, "project_id": nursery.project.id, "actor": COORDINATOR, "at": NOW}
    actions.take_out(session, **out)
    assert session.scalars(select(ProjectReport)).all() == []
    report(session, scene, nursery)
    scene.meeting.sealed_at = NOW
    session.flush()
    with pytest.raises(RuleViolation):
        actions.take_out(session, **out)


def test_it_is_chosen_at_the_desk(session, scene, nursery, sign_in):
    scene.item.kind = "report"
    session.commit()
    client = sign_in("secretary")
    desk = f"/meetings/{scene.meeting.id}/desk?item={scene.item.id}"
    assert "Informa aquí" in client.get(desk).text
    sent = {"row": nursery.project.id, "next": desk}
    answer = client.post(f"/projects/items/{scene.item.id}/report", data=sent)
    assert (answer.status_code, answer.location) == (303, desk)
    assert "Sus cifras desde el comienzo quedan en el acta." in client.get(desk).text
    page = client.get(f"/minutes/meetings/{scene.meeting.id}/draft")
    assert page.status_code == 200
    assert "260 (hongo 190, sequía 70)" in page.text
    client.post(f"/projects/items/{scene.item.id}/no_report", data=sent)
    assert "Informa aquí" in client.get(desk).text
