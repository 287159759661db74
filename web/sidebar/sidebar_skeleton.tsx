interface SidebarSkeletonProps {
  /** Widths of the names, in px. */
  widths: readonly number[];
  isPeople?: boolean;
}

/** Skeleton rows until my rooms are known. */
export function SidebarSkeleton({ widths, isPeople }: SidebarSkeletonProps) {
  return (
    <div class="room-list" aria-hidden="true">
      {widths.map((width) => (
        <div class="sidebar-row" key={width}>
          <span class={isPeople ? "skeleton is-avatar" : "skeleton is-icon"} />
          <span class="skeleton" style={{ inlineSize: `${width}px` }} />
        </div>
      ))}
    </div>
  );
}
