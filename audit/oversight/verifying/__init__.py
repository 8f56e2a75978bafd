"""The nightly check that the record of what happened is whole and unchanged, and what it found."""
