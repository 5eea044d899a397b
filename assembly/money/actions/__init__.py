"""What changes the ledger and what belongs to it: one module per subject, all names here."""

from assembly.money.actions.counting import count_cash
from assembly.money.actions.debts import agree_debt, agree_deliveries, repay
from assembly.money.actions.entries import Objected, record_entry, reverse_entry
from assembly.money.actions.funds import approve_sum, change_fund, make_fund
from assembly.money.actions.moving import exchange, transfer
from assembly.money.actions.opinions import give_opinion
from assembly.money.actions.reading import read_accounts, take_out_accounts
from assembly.money.actions.surplus import divide_surplus

__all__ = [
    "Objected",
    "agree_debt",
    "agree_deliveries",
    "approve_sum",
    "change_fund",
    "count_cash",
    "divide_surplus",
    "exchange",
    "give_opinion",
    "make_fund",
    "read_accounts",
    "record_entry",
    "repay",
    "reverse_entry",
    "take_out_accounts",
    "transfer",
]
