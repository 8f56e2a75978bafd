"""Work that takes longer than a page may: rows that a worker takes on lease, and the sealed files it makes."""
