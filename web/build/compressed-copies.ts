import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip, constants as zlib } from "node:zlib";
import type { Plugin } from "vite";

/** Below this a compressed copy saves less than its headers cost. */
const MIN_BYTES = 1024;
const TEXT_FILE = /\.(js|css|svg|json)$/;
/** The last two levels take several times as long and save another two in a hundred. */
const BROTLI_QUALITY = 9;

/**
 * Writes a `.br` and a `.gz` copy beside every script and stylesheet, for the server to send as they are: they are
 * compressed once and not with every request.
 */
export function compressedCopies(): Plugin {
  return {
    name: "compressed-copies",
    apply: "build",
    // Not earlier: Vite still fills in the names of chunks while it generates the bundle.
    async writeBundle({ dir }, bundle) {
      if (dir === undefined) throw new Error("the build has no folder to write compressed copies into");
      const names = Object.keys(bundle).filter((name) => TEXT_FILE.test(name));
      await Promise.all(names.map((name) => writeCopies(join(dir, name))));
    },
  };
}

async function writeCopies(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length < MIN_BYTES) return;
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(content, { params: { [zlib.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
    promisify(gzip)(content, { level: zlib.Z_BEST_COMPRESSION }),
  ]);
  await Promise.all([writeFile(`${path}.br`, brotli), writeFile(`${path}.gz`, gzipped)]);
}
