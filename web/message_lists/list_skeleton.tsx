/** Rows before they have come, as high as most of them are. */
export function ListSkeleton() {
  return (
    <div class="found-bones" aria-hidden="true">
      {[72, 48, 64, 88].map((share) => (
        <div class="found" key={share}>
          <span class="bone is-face" />
          <div class="found-main">
            <span class="bone" style={{ inlineSize: `${share + 60}px` }} />
            <span class="bone" style={{ inlineSize: `${share}%` }} />
          </div>
        </div>
      ))}
    </div>
  );
}
