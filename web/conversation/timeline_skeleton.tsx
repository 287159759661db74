/** The placeholder for messages. */
export function TimelineSkeleton() {
  return (
    <div class="timeline-skeleton" aria-hidden="true">
      {[64, 40, 76, 52].map((width) => (
        <div class="skeleton-message" key={width}>
          <span class="skeleton skeleton-avatar" />
          <span class="skeleton skeleton-name" />
          <span class="skeleton skeleton-text" style={{ inlineSize: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}
