"""Pages of motions, as a browser sends and gets them."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from assembly.motions import actions
from assembly.motions.models import Decision, Motion, MotionVersion
from assembly.motions.rules import MotionStatus
from assembly.voting import actions as voting
from assembly.voting.rules import Method, Tally
from tests.html import form_data
from tests.motions.scene import AMENDED, AT, DAY, PUT, SECRETARY, amend, carry, put
from tests.pages import in_english, text_of
from tests.voting.scene import hall


def count(session, model=Motion):
    session.expire_all()
    return session.query(model).count()


# ---- reading ---------------------------------------------------------------------------------------


def test_a_motion_with_its_amendments_and_texts(session, scene, sign_in):
    motion = put(session, scene, mover_name="Luis Marcano", reason="Hay **sequía**")
    carry(session, scene, amend(session, motion, mover_name="Pedro Rojas"))
    other = amend(session, motion, AMENDED.replace("dos", "tres"))
    page = in_english(sign_in("member")).get(f"/motions/{motion.id}").get_data(as_text=True)
    assert "Luis Marcano" in page
    assert "<strong>sequía</strong>" in page
    assert "<ins> y 150 si tiene menos de 1 ha</ins>" in page
    assert "<del>dos</del><ins>tres</ins>" in page
    assert "P-2026-2" in page
    assert other.code == "P-2026-3"
    assert "/edit" not in page  # a member reads


def test_any_two_texts_are_compared(session, scene, secretary):
    motion = put(session, scene)
    for version, text in enumerate((AMENDED, "Otra cosa"), 1):
        actions.revise_text(
            session, motion=motion, text=text, version=version, actor=SECRETARY, at=AT
        )
    page = secretary.get(f"/motions/{motion.id}?old=1&new=2").get_data(as_text=True)
    assert "<ins> y 150 si tiene menos de 1 ha</ins>" in page
    assert secretary.get(f"/motions/{motion.id}?old=1&new=9").status_code == 200
    assert secretary.get(f"/motions/{motion.id}?old=x").status_code == 200


def test_what_people_type_is_never_markup(session, scene, secretary):
    hostile = '<script>alert(1)</script> =1+1 \u202e"»'
    motion = put(session, scene, hostile, title=hostile, reason=hostile, mover_name=hostile[:200])
    amend(session, motion, hostile + " más")
    carry(session, scene, put(session, scene, hostile, title=hostile))
    for address in (f"/motions/{motion.id}", "/motions/decisions", "/motions/decisions/1"):
        page = secretary.get(address).get_data(as_text=True)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_a_motion_that_does_not_exist(secretary):
    assert secretary.get("/motions/999").status_code == 404


def test_the_vote_is_told_with_its_reason(session, commune, secretary):
    room = hall(session, commune)
    motion = put(session, room.scene)
    vote_on(session, room, motion, yes=12, no=1, abstain=2)
    # domain.md §7, step 12: the rule asks for more than half of 16, that is 9
    for address in (
        f"/motions/{motion.id}",
        f"/motions/decisions/{decision_of(session, motion).id}",
    ):
        said = text_of(secretary.get(address))
        assert "12 for, 1 against, 2 abstentions" in said
        assert "that is 9" in said


def vote_on(session, room, motion, **counts):
    given = {"actor": SECRETARY, "at": AT}
    vote = voting.open_vote(
        session,
        item=room.item,
        motion=motion,
        method=Method.show_of_hands,
        requirement=room.ordinary(session),
        **given,
    )
    if counts:
        voting.record_counts(session, vote=vote, tally=Tally(**counts), **given)
        voting.close_vote(session, vote=vote, **given)


def decision_of(session, motion):
    return session.scalars(select(Decision).where(Decision.motion_id == motion.id)).one()


# ---- putting ---------------------------------------------------------------------------------------


def test_a_motion_is_put_and_one_comes_back_to_where_one_was(session, scene, commune, secretary):
    address = f"/motions/items/{scene.item.id}/new?next=/meetings/1/desk"
    data = form_data(secretary.get(address).get_data(as_text=True))
    data |= {"text": PUT, "mover": commune.principals[0].name, "seconder": "Alguien de afuera"}
    answer = secretary.post(address, data=data)
    assert (answer.status_code, answer.location) == (303, "/meetings/1/desk")
    made = session.scalars(select(Motion)).one()
    assert (made.title, made.mover_id) == ("Vivero de café", commune.principals[0].id)
    assert (made.seconder_id, made.seconder_name) == (None, "Alguien de afuera")
    # a double click: the same form once more
    assert secretary.post(address, data=data).status_code == 303
    assert count(session) == 1
    # the back button, another text: said, and noted when it is sent once more
    again = secretary.post(address, data=data | {"text": "Otra propuesta"})
    assert again.status_code == 422
    assert "send it once more" in text_of(again)
    assert secretary.post(address, data=form_data(again.get_data(as_text=True))).status_code == 303
    assert count(session) == 2


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"text": "  "}, "Write the text that is put to the vote."),
        ({"text": "x" * 20_001}, "too long: at most 20000"),
        ({"text": PUT, "title": "t" * 301}, "too long: at most 300"),
        ({"text": PUT, "mover": "N" * 2_000}, "200"),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(session, scene, secretary, typed, told):
    data = {"reason": "Razón escrita", "mark": str(uuid4())} | typed
    answer = secretary.post(f"/motions/items/{scene.item.id}/new", data=data)
    assert answer.status_code == 422
    back = form_data(answer.get_data(as_text=True))
    assert told in text_of(answer)
    assert back["reason"] == ["Razón escrita"]
    assert all(back[name] == [value.strip()] for name, value in typed.items())
    assert count(session) == 0


def test_namesakes_are_asked_about(session, scene, commune, secretary):
    for person in commune.principals[:2]:
        person.name, person.name_key = "María Pérez", "maria perez"
    answer = secretary.post(
        f"/motions/items/{scene.item.id}/new", data={"text": PUT, "mover": "maria perez"}
    )
    assert answer.status_code == 422
    assert "Several people have this name" in text_of(answer)


def test_a_point_of_order(session, scene, secretary):
    address = f"/motions/items/{scene.item.id}/order"
    data = form_data(secretary.get(address).get_data(as_text=True)) | {"text": "Cerrar el debate"}
    assert secretary.post(address, data=data).status_code == 303
    assert session.scalars(select(Motion.kind)).one() == "order"


def test_only_the_secretary_writes(session, scene, sign_in):
    motion = put(session, scene)
    client = sign_in("spokesperson")
    for address in (
        f"/motions/items/{scene.item.id}/new",
        f"/motions/items/{scene.item.id}/order",
        f"/motions/{motion.id}/amend",
        f"/motions/{motion.id}/edit",
        f"/motions/{motion.id}/move",
    ):
        assert client.post(address, data={"text": "x", "status": "withdrawn"}).status_code == 403
    assert count(session) == 1


def test_nothing_is_put_after_the_minutes_are_closed(session, scene, secretary):
    scene.meeting.sealed_at = AT
    answer = secretary.post(f"/motions/items/{scene.item.id}/new", data={"text": PUT})
    assert answer.status_code == 422
    assert "closed" in text_of(answer)
    assert PUT in answer.get_data(as_text=True)


# ---- editing ---------------------------------------------------------------------------------------


def test_two_secretaries_edit_and_neither_text_is_lost(session, scene, secretary):
    motion = put(session, scene)
    address = f"/motions/{motion.id}/edit"
    first = form_data(secretary.get(address).get_data(as_text=True))
    second = dict(first)
    assert secretary.post(address, data=first | {"text": AMENDED}).status_code == 303
    mine = PUT.replace("24", "30")
    clash = secretary.post(address, data=second | {"text": mine})
    assert clash.status_code == 422
    page = clash.get_data(as_text=True)
    assert "y 150 si tiene menos de 1 ha" in page
    assert form_data(page)["text"] == [mine]
    assert [each.text for each in session.scalars(select(MotionVersion))] == [PUT, AMENDED]
    # who saves again has seen both
    assert secretary.post(address, data=form_data(page)).status_code == 303
    assert count(session, MotionVersion) == 3


def test_particulars_alone_make_no_new_text(session, scene, secretary):
    motion = put(session, scene)
    address = f"/motions/{motion.id}/edit"
    data = form_data(secretary.get(address).get_data(as_text=True))
    assert (
        secretary.post(address, data=data | {"title": "Plantas", "special": "y"}).status_code == 303
    )
    session.expire_all()
    assert (motion.title, motion.special, len(motion.versions)) == ("Plantas", True, 1)


def test_who_is_stored_is_shown_and_kept(session, scene, commune, secretary):
    motion = put(session, scene, mover_id=commune.principals[0].id, seconder_name="De afuera")
    address = f"/motions/{motion.id}/edit"
    data = form_data(secretary.get(address).get_data(as_text=True))
    assert (data["mover"], data["seconder"]) == ([commune.principals[0].name], ["De afuera"])
    secretary.post(address, data=data)
    session.expire_all()
    assert (motion.mover_id, motion.seconder_name) == (commune.principals[0].id, "De afuera")


def test_the_text_stands_while_people_vote_on_it(session, commune, secretary):
    room = hall(session, commune)
    motion = put(session, room.scene)
    vote_on(session, room, motion)
    for address, data in (
        ("edit", {"text": AMENDED, "version": "1"}),
        ("amend", {"text": AMENDED}),
        ("move", {"status": "withdrawn"}),
    ):
        answer = secretary.post(f"/motions/{motion.id}/{address}", data=data)
        assert answer.status_code == 422, address
        assert "Close or cancel the vote first" in text_of(answer)
    assert count(session, MotionVersion) == 1


# ---- amendments ------------------------------------------------------------------------------------


def test_an_amendment_is_shown_marked_before_it_is_noted(session, scene, secretary):
    motion = put(session, scene)
    address = f"/motions/{motion.id}/amend"
    data = form_data(secretary.get(address).get_data(as_text=True))
    assert data["text"] == [PUT]
    shown = secretary.post(address, data=data | {"text": AMENDED, "preview": "1"})
    page = shown.get_data(as_text=True)
    assert (shown.status_code, count(session)) == (200, 1)
    assert "<ins> y 150 si tiene menos de 1 ha</ins>" in page
    assert secretary.post(address, data=form_data(page)).status_code == 303
    assert secretary.post(address, data=form_data(page)).status_code == 303  # double click
    assert count(session) == 2


def test_an_amendment_that_changes_nothing_is_told(session, scene, secretary):
    motion = put(session, scene)
    answer = secretary.post(f"/motions/{motion.id}/amend", data={"text": PUT})
    assert answer.status_code == 422
    assert "change what the amendment changes" in text_of(answer)


def test_an_amendment_to_an_old_text_says_so_until_it_is_written_anew(session, scene, secretary):
    motion = put(session, scene)
    first, second = amend(session, motion), amend(session, motion, PUT.replace("dos", "tres"))
    carry(session, scene, first)
    page = secretary.get(f"/motions/{second.id}/edit").get_data(as_text=True)
    assert "The motion has a new text" in page
    data = form_data(page) | {"text": AMENDED.replace("dos", "tres")}
    assert secretary.post(f"/motions/{second.id}/edit", data=data).status_code == 303
    carry(session, scene, session.get(Motion, second.id))


# ---- moving ----------------------------------------------------------------------------------------


def test_a_motion_is_withdrawn_once(session, scene, secretary):
    motion = put(session, scene)
    data = {"status": "withdrawn", "item": str(scene.item.id)}
    assert secretary.post(f"/motions/{motion.id}/move", data=data).status_code == 303
    again = secretary.post(f"/motions/{motion.id}/move", data=data)
    assert again.status_code == 422
    assert "settled already" in text_of(again)
    session.expire_all()
    assert motion.status is MotionStatus.withdrawn


@pytest.mark.parametrize("status", ["carried", "rejected", "nonsense", ""])
def test_no_other_way_past_the_vote(session, scene, secretary, status):
    motion = put(session, scene)
    assert secretary.post(f"/motions/{motion.id}/move", data={"status": status}).status_code == 422
    session.expire_all()
    assert motion.status is MotionStatus.scheduled


def test_an_item_whose_number_no_database_holds_is_refused(session, scene, secretary):
    motion = put(session, scene)
    data = {"status": "withdrawn", "item": "9" * 20}
    assert secretary.post(f"/motions/{motion.id}/move", data=data).status_code == 422


# ---- how much is asked of the database -------------------------------------------------------------


def test_pages_ask_the_same_for_three_and_for_three_hundred(
    session, scene, secretary, count_queries
):
    person = scene.body.seats[0].memberships[0].person_id
    motion = put(session, scene, mover_id=person)

    def fill(many):
        for number in range(many):
            if number < 40:  # more amendments than any hall has heard
                amend(session, motion, f"Enmienda {session.query(Motion).count()}", mover_id=person)
            actions.record_decision(
                session,
                body=scene.body,
                meeting=scene.meeting,
                item=scene.item,
                title=f"Acuerdo {number}",
                text="Texto",
                decided_on=DAY,
                actor=SECRETARY,
                at=AT,
            )
        session.commit()

    def asked():
        counts = []
        for address in (
            f"/motions/{motion.id}",
            "/motions/decisions",
            "/motions/decisions?q=acuerdo",
            f"/motions/items/{scene.item.id}/new",
        ):
            with count_queries() as counted:
                assert secretary.get(address).status_code == 200
            counts.append(counted.count)
        return counts

    fill(3)
    few = asked()
    fill(297)
    assert asked() == few
    assert max(few) <= 14
