"""Words, marks, names and page parts: data, never code."""
