"""What is kept on disk; knows no widgets."""
