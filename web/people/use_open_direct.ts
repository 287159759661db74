import { useApp, useChat } from "../app/app_context.ts";

/** Opens the direct room of these people and me; resolves to whether it worked. */
export function useOpenDirect(): (userIds: number[]) => Promise<boolean> {
  const { api, router, dialog, attempt } = useApp();
  const { core } = useChat();
  return (userIds) =>
    attempt(async () => {
      const { room } = await api("POST /direct", { body: { userIds } });
      core.takeRoom(room);
      dialog.value = null;
      router.go({ view: "room", roomId: room.id });
    });
}
