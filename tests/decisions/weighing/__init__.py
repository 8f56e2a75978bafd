"""Tests of weighing: a Guardian answers what a worker put to them."""
