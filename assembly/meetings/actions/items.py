"""Items opened, closed, deferred; their texts."""
