"""The journey from "someone asks" to a decision that is on the ledger."""
