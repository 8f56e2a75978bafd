"""One individual's whole file, taken out of the ledger: for them, or for somebody who may ask for it."""
