"""The turnstile before the application."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

from assembly.web.turnstile import Turnstile


def met(at_once, wanted):
    """Whether so many requests can be inside together; who is alone waits a moment for the others."""
    inside = Barrier(wanted)

    def inner(_environ, _start):
        try:
            inside.wait(0.1)
        except BrokenBarrierError:
            return [b"alone"]
        return [b"together"]

    door = Turnstile(inner, at_once)
    with ThreadPoolExecutor(wanted) as pool:
        return {
            body for answer in pool.map(lambda _: door({}, None), range(wanted)) for body in answer
        }


def test_so_many_are_let_in_at_once_and_no_more():
    assert met(at_once=2, wanted=2) == {b"together"}
    assert met(at_once=1, wanted=2) == {b"alone"}


def test_a_fault_inside_leaves_no_place_taken():
    def inner(environ, _start):
        return [b"%d" % (1 // environ["by"])]

    door = Turnstile(inner, 1)
    for by, said in ((0, None), (1, [b"1"])):
        try:
            assert door({"by": by}, None) == said
        except ZeroDivisionError:
            assert said is None
