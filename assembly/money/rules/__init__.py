"""What holds for money, without a database: exact amounts, balances, spending, debts, division."""

from assembly.money.rules.amounts import (
    CURRENCIES,
    RATE_DECIMALS,
    currency_code,
    decimals_of,
    exact,
)
from assembly.money.rules.debts import Due, Owed, checked_repayment, owed_on
from assembly.money.rules.division import Share, ShareOut, divide
from assembly.money.rules.kinds import EntryKind, Flow, category_key
from assembly.money.rules.periods import Period, quarter_of, quarters_before
from assembly.money.rules.spending import Objection, objections

__all__ = [
    "CURRENCIES",
    "RATE_DECIMALS",
    "Due",
    "EntryKind",
    "Flow",
    "Objection",
    "Owed",
    "Period",
    "Share",
    "ShareOut",
    "category_key",
    "checked_repayment",
    "currency_code",
    "decimals_of",
    "divide",
    "exact",
    "objections",
    "owed_on",
    "quarter_of",
    "quarters_before",
]
