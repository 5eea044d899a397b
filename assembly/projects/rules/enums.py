"""The words of projects, after farmOS where it has one (asset, log, quantity)."""

from __future__ import annotations

from enum import StrEnum


class ProjectStatus(StrEnum):
    """A project is planned, runs, rests, and is closed: then nothing more is noted in it."""

    planned = "planned"
    active = "active"
    paused = "paused"
    closed = "closed"


class AssetType(StrEnum):
    """What something is that is grown, kept or used."""

    plant = "plant"
    seed = "seed"
    animal = "animal"
    land = "land"
    product = "product"
    material = "material"
    equipment = "equipment"
    structure = "structure"
    group = "group"


class LogType(StrEnum):
    """What was done or seen."""

    receipt = "receipt"  # something came in: bought, given, brought back
    seeding = "seeding"
    germination = "germination"
    potting = "potting"
    loss = "loss"
    count = "count"  # type: ignore[assignment] # a physical count: the stock is what was counted
    move = "move"
    transplanting = "transplanting"  # planted out on the commune's own land
    delivery = "delivery"
    sale = "sale"
    survival = "survival"  # how many of those planted live
    replacement = "replacement"  # old trees out, young ones in
    harvest = "harvest"
    collection = "collection"  # a round: what was gathered, from how many households
    input = "input"  # used up: fertilizer on a plot, cloth in a workshop
    output = "output"  # finished pieces
    birth = "birth"
    order = "order"
    contribution = "contribution"  # what one project gave to another
    visit = "visit"
    observation = "observation"
    activity = "activity"


class LogStatus(StrEnum):
    """Only what is done counts; what is pending is a plan."""

    pending = "pending"
    done = "done"


class Measure(StrEnum):
    """What a number measures. ``value`` is money: its unit is a currency."""

    count = "count"  # type: ignore[assignment]
    weight = "weight"
    volume = "volume"
    area = "area"
    length = "length"
    time = "time"
    value = "value"


class Adjustment(StrEnum):
    """What a quantity does to the stock of its asset."""

    increment = "increment"
    decrement = "decrement"
    reset = "reset"


class Part(StrEnum):
    """What a quantity of a log is, beside the main one."""

    main = "main"
    dropped = "dropped"  # what did not pass to the next stage
    source = "source"  # taken from another asset: the seed of a sowing
    households = "households"
    amount = "amount"  # money
    of = "of"  # the whole, of which the main number is a part
    removed = "removed"  # old trees taken out


class Terms(StrEnum):
    """On what terms something is delivered."""

    gift = "gift"
    workdays = "workdays"
    repayment = "repayment"
    sale = "sale"
    barter = "barter"


class WorkdayStatus(StrEnum):
    """A workday is called, then held or cancelled."""

    called = "called"
    held = "held"
    cancelled = "cancelled"
