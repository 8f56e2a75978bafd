"""Practice: a worker decides a story on the same question pages, and is told what was right and why.

Nothing of it is on the ledger, no register is read and nobody is looked up. How often it went right is counted.
"""
