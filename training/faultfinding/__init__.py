"""What ought not to be trained on: drawings, faceless pictures, doubtful labels."""
