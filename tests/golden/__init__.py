"""What must stay as it is while the house is put in order; thrown away when that is done."""
