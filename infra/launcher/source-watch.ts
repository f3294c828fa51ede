import { watch } from "node:fs";

const SETTLE_MS = 200;

/**
 * Calls `onChange` once for a burst of changes to source files (not tests) below the folders, and not again
 * before it has finished; returns the way to stop.
 */
export function watchSources(dirs: readonly string[], onChange: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let changing = Promise.resolve();
  const watchers = dirs.map((dir) =>
    watch(dir, { recursive: true }, (_event, file) => {
      if (!file?.endsWith(".ts") || file.endsWith(".test.ts")) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        changing = changing.then(onChange);
      }, SETTLE_MS);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
