"""The window; knows the rules and the settings, not the camera."""
