"""A child who needs help is heard: what joins the list, who is told, and when."""
