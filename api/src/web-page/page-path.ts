/** Whether a path is one of those that patterns such as `/results/:id/:title?` stand for. */
export function isPagePath(path: string, patterns: readonly string[]): boolean {
  const parts = partsOf(path);
  return patterns.some((pattern) => fits(parts, partsOf(pattern)));
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}

function fits(parts: readonly string[], pattern: readonly string[]): boolean {
  const needed = pattern.filter((part) => !part.endsWith("?")).length;
  return (
    parts.length >= needed &&
    parts.length <= pattern.length &&
    parts.every((part, index) => pattern[index]?.startsWith(":") || pattern[index] === part)
  );
}
