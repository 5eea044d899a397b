"""Meetings: series, notice, agenda, attendance and quorum."""
