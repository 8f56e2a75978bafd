"""Rule 5 kept: who answers for what, what was agreed, learned, reviewed and published, and what is still to do."""
