"""A Word file's pieces: what python-docx makes once, what each letter writes anew, and the archive around them."""
