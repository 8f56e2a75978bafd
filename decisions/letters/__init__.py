"""Letters and leaflets: what people are owed in writing, on a page and on paper."""
