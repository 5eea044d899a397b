"""Pages of the area."""

from flask import Blueprint

blueprint = Blueprint("journal", __name__, url_prefix="/journal")
