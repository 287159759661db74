// What Confab is measured against: a bare Bun.serve topic. No login, no database, no order, no promises; the same bytes
// on the wire. `?rooms=1,2` says what a socket hears.
interface Data {
  rooms: string[];
  userId: number;
}

let lastId = 0;
const seqs = new Map<number, number>();

const server = Bun.serve({
  port: 0,
  hostname: "127.0.0.1",
  development: false,
  fetch(request, server) {
    const { searchParams } = new URL(request.url);
    const data: Data = {
      rooms: searchParams.get("rooms")?.split(",") ?? [],
      userId: Number(searchParams.get("user")),
    };
    return server.upgrade(request, { data }) ? undefined : new Response("A socket, please.", { status: 426 });
  },
  websocket: {
    data: {} as Data,
    perMessageDeflate: false,
    idleTimeout: 60,
    backpressureLimit: 1 << 20,
    closeOnBackpressureLimit: true,
    open(socket) {
      for (const room of socket.data.rooms) socket.subscribe(`room:${room}`);
      socket.send('{"type":"hello"}');
    },
    message(socket, text) {
      const { ref, roomId, clientId, body } = JSON.parse(String(text));
      const { userId } = socket.data;
      const seq = (seqs.get(roomId) ?? 0) + 1;
      seqs.set(roomId, seq);
      lastId += 1;
      const message = JSON.stringify({
        id: lastId,
        roomId,
        seq,
        rev: seq,
        author: { id: userId, username: `user${userId}`, displayName: `User ${userId}`, avatar: null },
        clientId,
        body,
        replyTo: null,
        replies: 0,
        mentions: [],
        broadcast: null,
        createdAt: Date.now(),
        editedAt: null,
        deletedAt: null,
        deletedBy: null,
        pinnedAt: null,
        reactions: [],
        files: [],
      });
      server.publish(
        `room:${roomId}`,
        `{"type":"message","roomId":${roomId},"rev":${seq},"message":${message}}`,
        false,
      );
      socket.send(`{"type":"ok","ref":${ref},"result":{"message":${message}}}`);
    },
  },
});
console.log(`ready at http://127.0.0.1:${server.port}`);
