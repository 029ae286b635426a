"""Read the notes in documents: planning sheets, Word files, tables and data of other tools."""
