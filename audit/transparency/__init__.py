"""The proofs, in the standard library only: an inspector can run this room without ours or anyone's framework."""
