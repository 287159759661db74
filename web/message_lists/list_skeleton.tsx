/** Skeleton rows, as high as most rows are. */
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
