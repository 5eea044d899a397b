"""Elections as the minutes tell them: who stood, each round with its stages, who got the places."""

from __future__ import annotations

from assembly.minutes.document import Header, Item
from assembly.minutes.elected import Election, Round
from assembly.minutes.voted import Vote
from assembly.people.rules import Holding
from assembly.voting import phrases as voting
from assembly.voting.elections import Count, ElectionRule, Picture, picture
from assembly.voting.phrases import TableOfStages
from assembly.voting.rules import CandidacyStatus, ElectionStatus
from assembly.web.filters import in_a_row, long_date
from assembly.web.i18n import _


def heading(election: Election) -> str:
    """Election: Coordinación del vivero."""
    return _("Election: %(title)s", title=election.title)


def asked(election: Election, header: Header) -> str:
    """1 place, 1 alternate. Secret. Each ballot names one candidate …"""
    rule = ElectionRule.from_data(election.rule)
    how = _("Secret vote.") if election.secret else _("Open vote.")
    unit: voting.Unit = "seats" if header.electorate == "seats" else "people"
    return f"{voting.places(rule)}. {how} {voting.asked_of(rule, unit)}"


def stood(election: Election) -> str:
    """Who stood, put forward by whom; then who declined or withdrew."""
    told = []
    for each in election.candidates:
        if each.status == CandidacyStatus.accepted:
            who = each.name
        else:
            who = f"{each.name} ({voting.CANDIDACIES[CandidacyStatus(each.status)]})"
        if each.nominated_by:
            who = _("%(who)s, put forward by %(name)s", who=who, name=each.nominated_by)
        told.append(who)
    return _("Candidates: %(names)s.", names="; ".join(told)) if told else ""


def rounds(election: Election, item: Item) -> list[Vote]:
    """Its rounds, in order, cancelled ones too."""
    return [each for each in item.votes if each.round and each.round.election == election.uuid]


def other_votes(item: Item) -> list[Vote]:
    """The votes of an item that are no round of an election told there."""
    told = {each.uuid for each in item.elections}
    return [each for each in item.votes if each.round is None or each.round.election not in told]


def places(election: Election) -> str:
    """Who got which place, from when."""
    if election.status == ElectionStatus.cancelled.value:
        return _("Called off: %(reason)s", reason=election.cancelled_reason)
    if not election.placed or election.term_start is None:
        return ""
    told = []
    for each in election.placed:
        what = _("alternate") if each.holding == Holding.alternate.value else ""
        beside = ", ".join(filter(None, (each.seat, what)))
        told.append(f"{each.name} ({beside})" if beside else each.name)
    names = in_a_row(told)
    start = long_date(election.term_start)
    if election.term_end is None:
        return _("In their places from %(start)s: %(names)s.", start=start, names=names)
    return _(
        "In their places from %(start)s to %(end)s: %(names)s.",
        start=start,
        end=long_date(election.term_end),
        names=names,
    )


# ---- a round --------------------------------------------------------------------------------------


def count_of(round_: Round | None) -> Count | None:
    """The count of a round, as it was kept."""
    return Count.from_data(round_.count) if round_ and round_.count else None


def verdict(vote: Vote) -> str:
    """Elected: Yusmary Rojas."""
    count = count_of(vote.round)
    return voting.verdict_of(count, names_in(vote)) if count else ""


def why(vote: Vote) -> str:
    """Yusmary Rojas 9; Efraín Silva 5; blank 1. 8 votes are needed."""
    count = count_of(vote.round)
    return voting.why_of(count, names_in(vote)) if count else ""


def stages(vote: Vote) -> list[str]:
    """What was done in each stage, where there are several."""
    count, names = count_of(vote.round), names_in(vote)
    if count is None:
        return []
    several = len(count.stages) > 1
    return [voting.stage_told(each, names) for each in count.stages] if several else []


def ties(vote: Vote) -> list[str]:
    """Who was equal, and what decided between them."""
    count, names = count_of(vote.round), names_in(vote)
    if count is None:
        return []
    return [voting.tie_told(tie, names) for stage in count.stages for tie in stage.ties]


def former(vote: Vote) -> list[str]:
    """What was counted before it was corrected, and why."""
    told = vote.round.former if vote.round else ()
    return [voting.corrected(each.reason, each.count, names_in(vote)) for each in told]


def table(vote: Vote) -> TableOfStages | None:
    """The votes stage by stage; None where there is one stage only: the sentence tells it."""
    count = count_of(vote.round)
    if count is None or len(count.stages) < 2:
        return None
    return voting.table_of_stages(count, names_in(vote))


def flows(vote: Vote) -> Picture | None:
    """The picture of the flows between candidates."""
    count = count_of(vote.round)
    return picture(count) if count else None


def names_in(vote: Vote) -> dict[int, str]:
    """The candidates of a round by their numbers."""
    return dict(vote.round.candidates) if vote.round else {}
