"""The illustrated demo player."""
