"""Pages of the area."""

from flask import Blueprint

blueprint = Blueprint("commitments", __name__, url_prefix="/commitments")
