"""Runs one command as a process of its own and prints its seconds, those of CPU, the most memory it held in MB, and its exit status.

python -I -S alone.py COMMAND...

The peak that a system tells of a process includes what the process that started it held at that moment, so it is
started from here, where next to nothing is held.
"""

import os
import sys
import time


def main(command: list[str]) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    quiet = [(os.POSIX_SPAWN_DUP2, null, stream) for stream in range(3)]
    start = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024
    print(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main(sys.argv[1:])
