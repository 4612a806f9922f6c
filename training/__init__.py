"""LaughGame's training: data, network, losses, evaluation and export of the model."""
