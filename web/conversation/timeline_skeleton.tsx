/** Where messages will stand. */
export function TimelineSkeleton() {
  return (
    <div class="timeline-skeleton" aria-hidden="true">
      {[64, 40, 76, 52].map((width) => (
        <div class="bone-message" key={width}>
          <span class="bone bone-avatar" />
          <span class="bone bone-name" />
          <span class="bone bone-text" style={{ inlineSize: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}
