"""The year counted from entries: figures, the annual report, the evidence pack, and several homes side by side."""
