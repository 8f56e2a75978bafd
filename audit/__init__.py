"""The middle floor, rule 5: the ledger, the Guardian's desk, the yearly duties and the report."""
