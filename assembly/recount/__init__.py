"""Recount a vote from its published file alone, trusting nobody: no database, no web, no other program's word.

`python -m assembly.recount FILE` needs only this package, `voting.rules`, `voting.elections` and
`thresholds`, all of them plain Python.
"""
