"""The law we follow: what is in force on a day, what kind of organisation we are, which questions we use."""
