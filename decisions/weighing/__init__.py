"""The questions by which a Guardian or the deputy weighs what a worker put to them, page by page."""
