"""Pages of the area."""

from flask import Blueprint

blueprint = Blueprint("meetings", __name__, url_prefix="/meetings")
