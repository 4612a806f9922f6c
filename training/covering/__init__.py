"""The small network that tells a covered mouth and shut eyes: its pictures, its learning."""
