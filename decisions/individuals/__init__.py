"""The people we look after, and what they have said about who may be told what."""
