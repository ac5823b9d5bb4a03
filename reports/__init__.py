"""What is handed to people: documents, charts, clear exports. Content first, layout second."""
