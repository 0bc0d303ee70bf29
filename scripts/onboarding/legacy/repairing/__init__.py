"""From the lines of a legacy page to sound Markdown: each module mends one kind of damage."""
