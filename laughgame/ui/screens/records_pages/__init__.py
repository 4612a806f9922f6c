"""What the records screen is made of: its data, its rows, the choice of a player."""
