/** The shape of a page while its parts are on their way. */
export function PageSkeleton() {
  return (
    <div className="skeleton" aria-hidden="true">
      <span className="skeleton__line skeleton__line--title" />
      <span className="skeleton__line" />
      <span className="skeleton__line" />
      <span className="skeleton__line skeleton__line--short" />
    </div>
  );
}
