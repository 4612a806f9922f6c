"""The shipped models in a real browser, beside the runtime that the game judges with."""
