// The least that two processes can do for a request: it goes over a Unix socket to a second process and comes back, and
// an answer as long as an ExecutionResult leaves. No workflow, no log, no history: a ceiling for every engine of two.
const [path] = Deno.args;
const answer = "x".repeat(444);
const textEncoder = new TextEncoder();
const textDecoder = new TextDecoder();

if (path === undefined) await supervise();
else await echo(await Deno.connect({ transport: "unix", path }));

async function supervise() {
  const meeting = await Deno.makeTempDir({ prefix: "tentacular-relay-" });
  const listener = Deno.listen({ transport: "unix", path: `${meeting}/socket` });
  const args = ["run", "--allow-all", "--no-config", "--no-lock", import.meta.url, `${meeting}/socket`];
  new Deno.Command(Deno.execPath(), { args }).spawn();
  const connection = await listener.accept();
  await Deno.remove(meeting, { recursive: true });
  const waiting = new Map();
  const send = sender(connection);
  void receive(connection, (id) => {
    waiting.get(id)();
    waiting.delete(id);
  });
  let last = 0;
  const options = { port: 0, hostname: "127.0.0.1", onListen: ({ port }) => console.log(`listening ${port}`) };
  Deno.serve(options, async (request) => {
    const id = ++last;
    const text = await request.text();
    const answered = new Promise((resolve) => waiting.set(id, resolve));
    send(id, text);
    await answered;
    return new Response(answer, { headers: { "content-type": "application/json" } });
  });
}

async function echo(connection) {
  const send = sender(connection);
  await receive(connection, (id, text) => send(id, text));
}

/** Sends `[u32 length][u32 id][text]`; what is sent while a write is under way leaves with the next. */
function sender(connection) {
  let [bytes, other] = [new Uint8Array(64 * 1024), new Uint8Array(64 * 1024)];
  let [length, writing] = [0, false];
  const drain = async () => {
    while (length > 0) {
      let rest = bytes.subarray(0, length);
      [bytes, other] = [other, bytes];
      length = 0;
      while (rest.length > 0) rest = rest.subarray(await connection.write(rest));
    }
    writing = false;
  };
  return (id, text) => {
    const { written } = textEncoder.encodeInto(text, bytes.subarray(length + 8));
    const view = new DataView(bytes.buffer);
    view.setUint32(length, written);
    view.setUint32(length + 4, id);
    length += 8 + written;
    if (writing) return;
    writing = true;
    queueMicrotask(drain);
  };
}

async function receive(connection, onFrame) {
  const bytes = new Uint8Array(64 * 1024);
  const view = new DataView(bytes.buffer);
  let filled = 0;
  for (;;) {
    const size = await connection.read(bytes.subarray(filled));
    if (size === null) return;
    filled += size;
    let at = 0;
    while (at + 8 <= filled && at + 8 + view.getUint32(at) <= filled) {
      const end = at + 8 + view.getUint32(at);
      onFrame(view.getUint32(at + 4), textDecoder.decode(bytes.subarray(at + 8, end)));
      at = end;
    }
    bytes.copyWithin(0, at, filled);
    filled -= at;
  }
}
