"""What the commune makes together: projects, what grows in them, what is noted, who worked."""
