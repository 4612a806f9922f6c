"""The pages of the settings screen, one file each."""
