"""Organizations, persons, bodies with their seats, and the accounts people sign in with."""
