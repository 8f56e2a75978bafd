"""Those who may be told something: who they are, how to reach them, and warnings about them."""
