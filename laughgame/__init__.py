"""LaughGame: keep a straight face, or you are OUT."""

__version__ = "0.1.0"
