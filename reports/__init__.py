"""What may be published, and how it reads. Pure, plus templates."""
