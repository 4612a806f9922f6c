"""Answers beside truths: shares right, areas under curves, calibration."""
