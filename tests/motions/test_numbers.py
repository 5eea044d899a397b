"""Two secretaries at once: numbers without gaps and without twins, also where one of them fails.

On SQLite a writing transaction begins IMMEDIATE; on PostgreSQL the body's row is locked (design.md §3).
"""

import threading

from sqlalchemy import select

from assembly.db import db
from assembly.meetings.models import AgendaItem
from assembly.motions.models import Decision, Motion
from assembly.people.models import Body
from tests.motions.scene import Scene, carry, put, wednesday

EACH = 8


def test_two_at_once_leave_no_gap_and_no_twin(app, session, commune):
    item_id = wednesday(session, commune).item.id
    session.commit()
    start, failures = threading.Barrier(2), []

    def secretary(name: str) -> None:
        try:
            with app.app_context():
                start.wait()
                for number in range(EACH):
                    item = db.session.get(AgendaItem, item_id)
                    body = db.session.get(Body, item.meeting.body_id)
                    scene = Scene(body, item.meeting, item)
                    carry(db.session, scene, put(db.session, scene, f"{name} {number}"))
                    if number % 4 == 1:
                        db.session.rollback()  # the power, a mistake: its number is free again
                    else:
                        db.session.commit()
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=secretary, args=(name,)) for name in ("Ana", "Luis")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    session.expire_all()
    kept = 2 * EACH - 2 * EACH // 4
    for table in (Motion, Decision):
        numbers = session.scalars(select(table.number).order_by(table.number)).all()
        assert list(numbers) == list(range(1, kept + 1))
