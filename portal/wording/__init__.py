"""Every sentence that people read on a page, apart from the code that decides which one (design, 8)."""
