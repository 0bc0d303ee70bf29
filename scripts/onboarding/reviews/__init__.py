"""Who went through what, and when: what asks for a review, as text, Markdown and data."""
