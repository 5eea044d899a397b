"""Who signs in to the demo, and who made it: known to the start of the house without the rest."""

from assembly.actor import Actor

PASSWORD = "cafe-con-panela"  # noqa: S105 - of invented people, printed where the demo starts
HOUSE = Actor(account_id=None, name="demo")

# Sign-in name → role; the person is the one whose name it is made of.
ACCOUNTS = {
    "yelitza": "secretary",
    "carmen": "chair",
    "gregoria": "oversight",
    "omaira": "treasurer",
    "ana": "spokesperson",
    "juan": "spokesperson",
}
