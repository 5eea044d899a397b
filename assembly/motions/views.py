"""Pages of the area."""

from flask import Blueprint

blueprint = Blueprint("motions", __name__, url_prefix="/motions")
