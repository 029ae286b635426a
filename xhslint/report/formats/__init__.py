"""One module for each format of `xhslint check`."""
