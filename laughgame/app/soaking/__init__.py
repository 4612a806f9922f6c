"""A soak: the whole game, played by nobody on a camera that keeps failing, and watched."""
