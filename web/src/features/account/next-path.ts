/**
 * Where to go after signing in: the page that asked for it, if it is one of ours. Anything else, such as `//evil.example`,
 * would let a link to the sign-in page lead people elsewhere.
 */
export function nextPathOf(search: string): string {
  const next = new URLSearchParams(search).get("next");
  return next !== null && /^\/(?![/\\])/.test(next) ? next : "/";
}
