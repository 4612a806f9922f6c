"""What is made of many runs: the ablation, and the account of the whole recipe."""
