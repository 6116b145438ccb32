"""What is kept, and how it is destroyed. SQLAlchemy lives only here."""
