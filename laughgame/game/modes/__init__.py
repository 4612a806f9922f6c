"""The modes of the game, one file each, over the same rules."""
