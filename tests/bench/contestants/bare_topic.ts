// What Confab is measured against: a bare Bun.serve topic. No login, no database, no order, no promises; the same bytes
// on the wire. `?rooms=1,2` says what a socket hears.
import { makeMessage } from "./shared.ts";

interface Data {
  rooms: string[];
  userId: number;
}

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
    message(socket, data) {
      const post = JSON.parse(String(data));
      const { message, rev } = makeMessage({ ...post, userId: socket.data.userId });
      const text = JSON.stringify(message);
      server.publish(
        `room:${post.roomId}`,
        `{"type":"message","roomId":${post.roomId},"rev":${rev},"message":${text}}`,
        false,
      );
      socket.send(`{"type":"ok","ref":${post.ref},"result":{"message":${text}}}`);
    },
  },
});
console.log(`ready at http://127.0.0.1:${server.port}`);
