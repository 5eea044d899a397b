"""What is found leads to where it is."""

from assembly.search import actions
from assembly.search.rules import Found
from tests.meetings.wednesday import convene


def test_an_item_found_leads_to_its_place_in_the_meeting(session, commune, sign_in):
    meeting = convene(session, commune)
    item = meeting.items[2]
    actions.index(
        session,
        kind=Found.item,
        object_id=item.id,
        body_id=meeting.body_id,
        dated=meeting.scheduled_at.date(),
        title=item.title,
        text="Vivero de café",
    )
    place = f"/meetings/items/{item.id}"
    wanted = f"/meetings/{meeting.id}#item-{item.id}"
    session.commit()
    member = sign_in("member")
    assert f'href="{place}"' in member.get("/search/?q=cafe").get_data(as_text=True)
    assert member.get(place).location == wanted
