"""Every page of the demo commune, as each of its people sees it, in both languages.

The client parses each answer strictly (title, labels, headings, ids, what our own policy refuses);
here the pages are walked with rows that exist, the first and the last of each kind.
"""

from sqlalchemy import func, select

from assembly.db import Base
from assembly.demo.accounts import PASSWORD
from assembly.demo.make import make_demo
from assembly.minutes import closing
from tests.commune import HOUSE
from tests.test_routes import TABLES, routes

# Parts of addresses that are no numbers of rows.
WORDS: dict[str, object] = {"number": 1}  # of a marginal note
# What a page must be asked besides.
ASKED = {"minutes.wording_example": "part=opening&language=es&es_opening=Hoy"}
# Pages for those who are not signed in, and for a file just brought: their own areas' tests look.
# Examples answer to what is typed beside them; an item leads to its place in the meeting; parts that
# are kept as things stand have signed addresses. Papers are drawn one by one in tests/printing. What is
# shown of ballots cast one by one needs such a vote: tests/voting and the browser's walk have one.
# A booth is only on a machine that is one. Only ranked ballots go out as BLT. An act lies on leaves once its
# body has a volume. Only who collects has rounds to note, only who counts by census has voting centres.
# Rounds of an election are opened and counted in tests/voting, open votes closed and cancelled there; the
# money of a house with one body leads on to its funds.
ELSEWHERE = {
    "people.login",
    "home.setup",
    "people.import_preview",
    "projects.import_preview",
    "projects.preview_assets",
    "projects.collection_round",
    "voting.requirements_example",
    "meetings.item",
    "jobs.job",
    "jobs.file",
    "people.card",
    "meetings.now",
    "meetings.wall_part",
    "minutes.leaves_pdf",
    "voting.ballots_blt",
    "voting.told",
    "voting.open_round",
    "voting.candidate_counts",
    "voting.cancel",
    "voting.close",
    "voting.centres",
    "money.index",
    "printing.session_paper",
    "printing.desk_paper",
    "printing.commitments",
    "printing.blank_minutes",
    "printing.acts_of_centres",
    "printing.register_of_centre",
    "printing.ballots_of_centre",
    "voting.turnout",
    "voting.published",
    "voting.published_acts",
    "voting.published_file",
    "voting.published_lines",
    "voting.standing",
    "voting.slips",
    "voting.correct_slips",
    "voting.my_mandate",
    "voting.booth",
    "voting.leave_booth",
    "voting.out_of_booth",
}
# Who walks: the secretary in both languages, then who sees less.
WALKS = (("yelitza", "es"), ("yelitza", "en"), ("gregoria", "es"), ("ana", "en"), ("omaira", "es"))


def addresses(app, session, rule) -> set[str]:
    """The route to the first and to the last row of each of its parts."""
    found = set()
    for pick in (func.min, func.max):
        values: dict[str, object] = {}
        for part in rule.arguments:
            if choices := getattr(rule._converters[part], "items", None):
                values[part] = sorted(choices)[0]
                continue
            name = part.removesuffix("_id")
            table = Base.metadata.tables.get(TABLES.get(name, name))
            values[part] = (
                WORDS.get(part) if table is None else session.scalar(select(pick(table.c.id)))
            )
        if None not in values.values():
            found.add(app.url_map.bind("localhost").build(rule.endpoint, values))
    return found


def test_every_page_opens_for_everyone_it_is_meant_for(app, session):

    def close_the_first(meeting, at):
        if meeting.number == 27:
            closing.close(session, meeting.id, first_number=27, actor=HOUSE, at=at)

    make_demo(session, close=close_the_first)
    session.commit()
    wrong, shown = [], set()
    pages = [
        (rule, where)
        for rule in routes(app, "GET")
        if rule.endpoint not in ELSEWHERE
        for where in addresses(app, session, rule)
    ]
    for login, language in WALKS:
        client = app.test_client()
        client.post("/people/login", data={"login": login, "password": PASSWORD})
        client.post("/people/language", data={"language": language})
        for rule, where in pages:
            if rule.rule.endswith(".pdf") and login != WALKS[0][0]:
                continue  # the same paper for all; who may have it: tests/test_routes.py
            code = client.get(where, query_string=ASKED.get(rule.endpoint)).status_code
            if code == 200:
                shown.add(rule.endpoint)
            elif code not in (303, 403):
                wrong.append(f"{login} {language} {where}: {code}")
    assert wrong == []
    assert {rule.endpoint for rule in routes(app, "GET")} - shown - ELSEWHERE == set()
