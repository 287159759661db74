/** Rows before they have come, as high as most of them are. */
export function ListSkeleton() {
  return (
    <div class="message-list-skeleton" aria-hidden="true">
      {[72, 48, 64, 88].map((share) => (
        <div class="listed-message" key={share}>
          <span class="skeleton is-avatar" />
          <div class="listed-main">
            <span class="skeleton" style={{ inlineSize: `${share + 60}px` }} />
            <span class="skeleton" style={{ inlineSize: `${share}%` }} />
          </div>
        </div>
      ))}
    </div>
  );
}
