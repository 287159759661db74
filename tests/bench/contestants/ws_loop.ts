// A plain `ws` server on Node, as one writes it: a loop over the sockets of a room. The same bytes as the others.
import { createServer } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";

import { makeMessage, printReady } from "./shared.ts";

const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
const rooms = new Map<number, Set<WebSocket>>();

sockets.on("connection", (socket, request) => {
  const { searchParams } = new URL(request.url ?? "", "http://localhost");
  const mine = (searchParams.get("rooms") ?? "").split(",").map(Number);
  const userId = Number(searchParams.get("user"));
  for (const room of mine) rooms.set(room, (rooms.get(room) ?? new Set()).add(socket));
  socket.on("close", () => {
    for (const room of mine) rooms.get(room)?.delete(socket);
  });
  socket.on("message", (data: Buffer) => {
    const post = JSON.parse(data.toString("utf8"));
    const { message, rev } = makeMessage({ ...post, userId });
    const text = JSON.stringify(message);
    const frame = `{"type":"message","roomId":${post.roomId},"rev":${rev},"message":${text}}`;
    for (const other of rooms.get(post.roomId) ?? []) other.send(frame);
    socket.send(`{"type":"ok","ref":${post.ref},"result":{"message":${text}}}`);
  });
  socket.send('{"type":"hello"}');
});
http.listen(0, "127.0.0.1", () => printReady(http));
