"""The demo commune: an invented Monte Sinaí whose year of Wednesdays went through the public actions.

Everything is dated from one Wednesday on; the same day gives the same commune.
"""
