interface SidebarSkeletonProps {
  /** Of the names that will stand here, in px. */
  widths: readonly number[];
  isPeople?: boolean;
}

/** Rows before it is known which rooms are mine. */
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
