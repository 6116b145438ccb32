"""What people wrote, as themes."""
