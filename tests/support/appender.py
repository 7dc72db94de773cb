"""A process of its own that appends history until it is killed.

`python -m tests.support.appender URL window|sync` prints each entry once it was answered for.
"""

import asyncio
import sys

from tests.contract.test_history_log import log_at


async def append(url, *, sync):
    async with log_at(url, sync=sync, window_ms=50, stream_entries=1_000_000) as log:
        number = 0
        while True:
            await log.append(b"%d" % number, durable=False)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
            number += 1
            await asyncio.sleep(0.001)


if __name__ == "__main__":
    asyncio.run(append(sys.argv[1], sync=sys.argv[2] == "sync"))
