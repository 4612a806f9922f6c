"""How many defects are logged while a game soaks."""

import logging


class ErrorCount(logging.Handler):
    """Counts what is logged as a defect; on any thread."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count it; the file has its words."""
        self.count += 1
