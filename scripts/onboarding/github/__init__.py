"""What GitHub shows: Markdown that holds plain text, and commands of workflows."""
