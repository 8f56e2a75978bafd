"""The ledger: one Merkle log per organisation, its sealed bodies and their keys. Only `append` adds to it."""
