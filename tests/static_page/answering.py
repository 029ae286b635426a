"""Answer checks of texts by what the folder holds, one JSON text a line; run where only the standard library may be found.

The arguments are the folder of the modules, and the modules that are not to be found.
"""

import sys
from importlib.abc import MetaPathFinder


class Missing(MetaPathFinder):
    """Finds no module of some names."""

    def __init__(self, names):
        self.names = frozenset(names)

    def find_spec(self, name, path=None, target=None):
        if name in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return


if __name__ == "__main__":
    sys.meta_path.insert(0, Missing(sys.argv[2:]))
    sys.path.insert(0, sys.argv[1])
    from xhslint.static_page.browser import answering

    answer = answering("zh")
    for line in sys.stdin:
        print(answer("check", line))
    assert not set(sys.argv[2:]) & sys.modules.keys()
