// Socket.IO with rooms on Node, by its WebSocket transport alone. The same message as the others, in its own frames.
import { createServer } from "node:http";
import { Server } from "socket.io";

import { makeMessage, printReady } from "./shared.ts";

const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false });

io.on("connection", (socket) => {
  const { rooms, user } = socket.handshake.query;
  for (const room of String(rooms).split(",")) void socket.join(room);
  socket.on(
    "post",
    (post: { roomId: number; clientId: string; body: string }, answer: (reply: object) => void) => {
      const { message, rev } = makeMessage({ ...post, userId: Number(user) });
      io.to(String(post.roomId)).emit("message", { roomId: post.roomId, rev, message });
      answer({ message });
    },
  );
});
http.listen(0, "127.0.0.1", () => printReady(http));
