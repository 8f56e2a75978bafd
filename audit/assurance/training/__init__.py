"""What people must learn and declare, who has, and whether that opens the wizard."""
