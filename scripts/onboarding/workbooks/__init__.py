"""Excel workbooks of tasks. openpyxl is slow to start, so only `write` imports it."""
