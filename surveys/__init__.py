"""What is asked, what was answered, how it is counted. Pure; the ground floor of Heard."""
