"""The rules as data: sealed TOML files, never edited once published, and the library that reads them."""
