"""The pages of one decision: the reader's, the worker's, and those of training examples."""
