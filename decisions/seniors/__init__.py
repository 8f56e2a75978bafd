"""What a senior or the Guardian looks at: a no that may make care impossible, looks elsewhere, like objections."""
