"""What every run leaves in its folder."""
