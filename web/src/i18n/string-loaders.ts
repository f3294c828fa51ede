const files = import.meta.glob<Record<string, unknown>>(
  ["../app/app.*.json", "./glossary.*.json", "../features/*/*.json"],
  {
    import: "default",
  },
);

/** Loaders of string files by `namespace.language`: `features/demand/demand.zh.json` is `demand.zh`. */
export const stringLoaders = Object.fromEntries(
  Object.entries(files).map(([path, load]) => [/([^/]+)\.json$/.exec(path)?.[1] ?? path, load]),
);
