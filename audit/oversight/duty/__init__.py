"""Who is on duty, how they are reached, and the letter that tells them on Mondays what waits."""
