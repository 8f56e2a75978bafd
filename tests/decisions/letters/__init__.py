"""Letters and leaflets, and decision forms."""
