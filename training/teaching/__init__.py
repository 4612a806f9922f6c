"""Larger networks that teach, and what several of them say together."""
