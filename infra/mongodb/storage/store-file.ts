import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readSync } from "node:fs";

/** Where lmdb keeps what in each of its two meta pages: see `MDB_meta` in its mdb.c. */
const MAGIC = { at: 0x18, value: 0xbeefc0de };
const VERSION = { at: 0x1c, value: 2 };
const PAGE_SIZE_AT = 0x30;
const LAST_PAGE_AT = 0x90;
const META_BYTES = 0xb0;

/**
 * Checks what lmdb takes on trust: it maps the file and follows its pages, so a file that is no store, or that was
 * cut, would end the process without a word. Throws naming the file; a missing or empty one is fine.
 */
export function assertStoreFile(path: string): void {
  if (!existsSync(path)) return;
  const file = openSync(path, "r+");
  try {
    const { size } = fstatSync(file);
    if (size === 0) return;
    const first = readMeta(file, 0);
    const pageSize = first.readUInt32LE(PAGE_SIZE_AT);
    const isPageSize = pageSize >= 512 && pageSize <= 65536 && Number.isInteger(Math.log2(pageSize));
    const second = isPageSize ? readMeta(file, pageSize) : Buffer.alloc(META_BYTES);
    if (
      ![first, second].every((meta) =>
        [MAGIC, VERSION].every(({ at, value }) => meta.readUInt32LE(at) === value),
      )
    ) {
      throw new Error(`the store file ${path} is corrupt: it does not begin as a store does`);
    }
    // The last pages may rightly be missing when nothing uses them. Zeros in their place can be read and judged.
    const lastPage = Math.max(...[first, second].map((meta) => Number(meta.readBigUInt64LE(LAST_PAGE_AT))));
    const wholeSize = (lastPage + 1) * pageSize;
    if (size < wholeSize) ftruncateSync(file, wholeSize);
  } finally {
    closeSync(file);
  }
}

function readMeta(file: number, position: number): Buffer {
  const meta = Buffer.alloc(META_BYTES);
  readSync(file, meta, 0, META_BYTES, position);
  return meta;
}
