"""The top floor, rules 1 to 4: the questions, the registers and the decisions people make."""
