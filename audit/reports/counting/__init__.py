"""From leaves to sums to figures, without a framework: the same files count here and in a verifier."""
