"""Sending forms and reading what became of them."""

from sqlalchemy import select


def post(client, address, **data):
    return client.post(address, data=data)


def only(session, model, **by):
    session.expire_all()
    return session.scalars(select(model).filter_by(**by)).one()
