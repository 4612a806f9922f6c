"""What one run of training is made of: batches, losses, the network and the loop."""
