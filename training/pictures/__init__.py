"""Prepared pictures: cropped once, kept with their labels, augmented when drawn."""
