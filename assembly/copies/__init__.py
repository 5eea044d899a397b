"""Copies that survive the house: backups to go on with elsewhere, and exports to read without us."""
