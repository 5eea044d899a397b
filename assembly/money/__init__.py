"""Money and goods: funds, entries that are never changed, counts of cash, debts, surplus, accounts."""
