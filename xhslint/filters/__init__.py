"""Hold findings back: suppressions, baseline, changed lines."""
