"""Lists for research and planning, checked against the national data opt-out: what was sent and what came back.

Nobody's choice is ever kept: only how many numbers were sent, how many came back, and on which day.
"""
