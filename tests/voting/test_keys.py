"""A tally and a roll call by keyboard, in Chromium; and both without any script.

Who votes how is that of domain.md §7, step 12: 12 for, 1 against, 2 abstentions, 1 absent.
"""

import pytest
from playwright.sync_api import expect

from assembly.voting import actions
from assembly.voting.models import Vote
from assembly.voting.rules import Method, Option
from tests.commune import PASSWORD
from tests.voting.scene import AT, SECRETARY, grow, hall, opened, put

pytestmark = pytest.mark.browser


@pytest.fixture
def there(session, commune):
    return hall(session, commune)


def sign_in(page):
    page.goto("/people/login")
    page.fill("[name=login]", "secretary")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    return page


def last(session):
    session.expire_all()
    return session.query(Vote).order_by(Vote.id.desc()).first()


def test_a_tally_in_a_few_keystrokes(session, new_page, there):
    motion = put(session, there.scene)
    where = f"/voting/items/{there.item.id}/motions/{motion.id}/put"
    session.commit()
    page = sign_in(new_page(locale="en"))
    page.goto(where)
    for keys in ("1", "12", "ArrowRight", "1", "ArrowRight", "2", "Enter"):
        if len(keys) > 2:
            page.keyboard.press(keys)
        else:
            page.keyboard.type(keys)
    page.wait_for_url("**/desk*")
    expect(page.locator(".why").first).to_contain_text("12 for, 1 against, 2 abstentions")


def test_the_form_asks_only_what_the_method_needs(session, new_page, there):
    session.commit()
    page = sign_in(new_page(locale="en", width=320))
    page.goto(f"/voting/items/{there.item.id}/put")
    expect(page.get_by_label("Blank")).to_be_hidden()
    page.get_by_label("Secret slips").check()
    expect(page.get_by_label("Blank")).to_be_visible()
    page.get_by_label("Consensus").check()
    expect(page.get_by_label("Objections")).to_be_visible()
    expect(page.get_by_label("Abstentions")).to_be_hidden()
    page.get_by_label("Roll-call vote").check()
    expect(page.get_by_role("button", name="Call the seats")).to_be_visible()


def test_all_for_then_the_exceptions_by_keys_and_undo(session, new_page, there):
    vote_id = opened(session, there, method=Method.roll_call).id
    session.commit()
    page = sign_in(new_page(locale="en"))
    page.goto(f"/voting/{vote_id}/roll-call")
    count = page.locator("output")
    expect(count).to_have_text("Absent 1 · to mark 15")
    page.get_by_role("button", name="All for").click()
    expect(count).to_have_text("For 15 · Absent 1")
    page.keyboard.type("monte")  # the filter has the focus; only Monte Claro is left
    expect(page.locator(".roll fieldset:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("n")
    expect(count).to_have_text("For 14 · Against 1 · Absent 1")
    expect(page.locator(".roll fieldset:visible")).to_have_count(16)
    page.keyboard.type("guasimo")  # without its accent
    page.keyboard.press("ArrowDown")
    page.keyboard.press("n")
    expect(count).to_have_text("For 13 · Against 2 · Absent 1")
    page.get_by_role("button", name="Undo the last mark").click()
    expect(count).to_have_text("For 14 · Against 1 · Absent 1")
    page.locator("#filter").fill("")
    page.keyboard.press("Enter")  # to the first line, then down the list
    for key in ("1", "3", "3"):
        page.keyboard.press(key)
    expect(count).to_have_text("For 12 · Against 1 · Abstains 2 · Absent 1")
    page.get_by_role("button", name="Record and close the vote").click()
    page.wait_for_url(f"**/voting/{vote_id}")
    vote = last(session)
    assert (vote.yes, vote.no, vote.abstain) == (12, 1, 2)
    assert {b.seat.label for b in vote.ballots if b.option is Option.abstain} == {
        "El Guásimo",
        "La Unión",
    }


def test_a_slip_is_noted_by_keys_and_the_list_stays(session, new_page, there):
    vote_id = opened(session, there, method=Method.secret_ballots).id
    session.commit()
    page = sign_in(new_page(locale="en"))
    page.goto(f"/voting/{vote_id}/standing")
    page.locator("#filter").focus()
    page.keyboard.type("guasimo")
    expect(page.locator(".electors li:visible")).to_have_count(1)
    page.keyboard.press("Enter")  # to the button of the one line that is left
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="14 have not voted yet")).to_be_visible()
    expect(page.get_by_role("link", name="Open the box: read out 1")).to_be_visible()
    expect(page.locator("#filter")).to_be_focused()
    expect(page.locator("#filter")).to_have_value("")


def test_without_scripts_all_is_there(session, new_page, there):
    vote_id = opened(session, there, method=Method.roll_call).id
    session.commit()
    page = sign_in(new_page(locale="en", js=False, width=320))
    page.goto(f"/voting/{vote_id}/roll-call")
    page.get_by_role("button", name="All for").click()
    line = page.get_by_role("group", name="Monte Claro")
    line.get_by_label("Against").check()
    page.get_by_role("button", name="Record and close the vote").click()
    expect(page.locator(".why").first).to_contain_text("14 for, 1 against")


def test_four_hundred_and_fifty_seats_fit(session, commune, new_page):
    grow(session, commune, 450, organizations=44)
    there = hall(session, commune, present=450)
    vote = opened(session, there, method=Method.roll_call)
    options = {seat.id: Option.yes for seat in commune.seats}
    actions.record_roll_call(session, vote=vote, options=options, actor=SECRETARY, at=AT)
    vote_id = vote.id
    session.commit()
    page = sign_in(new_page(locale="en", width=320))
    page.goto(f"/voting/{vote_id}/roll-call")
    expect(page.locator("output")).to_have_text("For 450")
    page.locator("#filter").fill("delegada 4")
    page.keyboard.press("Enter")
    page.keyboard.press("n")
    expect(page.locator("output")).to_contain_text("For 449 · Against 1")
    page.locator("#filter").fill("")
    # 434 delegates more in turn of 44 communes: ten of this one
    page.get_by_label("Organisation").select_option("Comuna 7")
    expect(page.locator("output")).to_contain_text("shown: 10")
    page.get_by_role("button", name="All abstain").click()
    expect(page.locator("output")).to_contain_text("Abstains 10")
    page.keyboard.press("Enter")  # from the filter to her first delegate
    page.keyboard.press("y")
    expect(page.locator("output")).to_contain_text("For 440 · Against 1 · Abstains 9")
    page.keyboard.press("Control+z")
    page.keyboard.press("Enter")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Record and close the vote").click()
    page.wait_for_url(f"**/voting/{vote_id}")
    vote = last(session)
    assert (vote.yes, vote.no, vote.abstain) == (439, 1, 10)
