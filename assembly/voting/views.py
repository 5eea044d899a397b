"""Pages of the area."""

from flask import Blueprint

blueprint = Blueprint("voting", __name__, url_prefix="/voting")
