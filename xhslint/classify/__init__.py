"""Judge by learned weights whether a clause asks its reader for something, from the words around a call."""
