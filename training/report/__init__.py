"""Runs side by side on one HTML page: ``python -m training.report RUN… --out page.html``."""
