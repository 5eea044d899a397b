"""Pages of the area."""

from flask import Blueprint

blueprint = Blueprint("minutes", __name__, url_prefix="/minutes")
