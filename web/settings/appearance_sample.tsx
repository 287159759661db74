import { useChat } from "../app/app_context.ts";
import { clockTime } from "../i18n/times.ts";
import { tSettings } from "./words.ts";
import { Avatar } from "../ui/avatar.tsx";

/** Two messages as they look now. */
export function Sample() {
  const me = useChat().user.value;
  const other = { id: me.id + 1, username: "noor", displayName: tSettings("sampleName"), avatar: null };
  const [first, second] = [new Date(), new Date()];
  first.setHours(14, 5);
  second.setHours(14, 6);
  return (
    <figure class="sample" aria-label={tSettings("preview")}>
      {[
        { author: other, at: first, text: tSettings("sampleQuestion") },
        { author: me, at: second, text: tSettings("sampleAnswer") },
      ].map(({ author, at, text }) => (
        <div class="sample-message" key={text}>
          <Avatar author={author} />
          <p>
            <bdi class="sample-name">{author.displayName}</bdi>{" "}
            <span class="sample-time">{clockTime(at.getTime())}</span>
            <br />
            {text}
          </p>
        </div>
      ))}
    </figure>
  );
}
