"""A mail server that keeps what it is given."""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from threading import Thread


@asynccontextmanager
async def mail_server(*, refuses=()):
    """A mail server that keeps what it is given, or refuses the named commands."""
    received = []

    async def converse(reader, writer):
        async def say(line):
            writer.write(line + b"\r\n")
            await writer.drain()

        await say(b"220 here")
        while line := (await reader.readline()).strip():
            verb = line.split(b" ")[0].split(b":")[0].upper()
            if verb in refuses:
                await say(b"550 no")
            elif verb == b"DATA":
                await say(b"354 go on")
                data = await reader.readuntil(b"\r\n.\r\n")
                received.append(data.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n."))
                await say(b"250 kept")
            else:
                await say(b"221 bye" if verb == b"QUIT" else b"250 fine")
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(converse, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], received


@contextmanager
def mail_server_in_thread():
    """The same for tests that are not asynchronous."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()

    def done(coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, loop).result(timeout=10)

    stack = AsyncExitStack()
    try:
        yield done(stack.enter_async_context(mail_server()))
    finally:
        done(stack.aclose())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
