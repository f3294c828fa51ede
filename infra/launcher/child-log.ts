import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";

const WARN_LEVEL = 40;
const ERROR_LEVEL = 50;
const ROTATE_ABOVE_BYTES = 10 * 1024 * 1024;

/** A line as pino writes it; of the rest of it, what helps to understand it at a glance. */
interface LogRecord {
  level: number;
  msg: string;
  reqId?: string;
  req?: { method?: string; url?: string };
  res?: { statusCode?: number };
  err?: { message?: string };
}

/**
 * Keeps what a child process writes, as structured JSON lines, in `DATA_DIR/logs/<name>.log`, and shows
 * warnings and errors, or with `showAll` everything, on the console.
 */
export class ChildLog {
  readonly #file: WriteStream;
  #lastShown = "";
  #repeatCount = 0;

  private constructor(
    private readonly name: string,
    file: WriteStream,
    private readonly showAll: boolean,
    private readonly print: (line: string) => void,
  ) {
    this.#file = file;
  }

  static async open(
    logDir: string,
    name: string,
    options: { showAll: boolean; print: (line: string) => void },
  ): Promise<ChildLog> {
    await mkdir(logDir, { recursive: true });
    const path = join(logDir, `${name}.log`);
    const size = await stat(path).then(
      (stats) => stats.size,
      () => 0,
    );
    if (size > ROTATE_ABOVE_BYTES) await rename(path, join(logDir, `${name}.previous.log`));
    const file = createWriteStream(path, { flags: "a" });
    await once(file, "open");
    return new ChildLog(name, file, options.showAll, options.print);
  }

  write(line: string, stream: "stdout" | "stderr"): void {
    const record = parseRecord(line);
    const level = record?.level ?? (stream === "stderr" ? WARN_LEVEL : 0);
    this.#file.write(
      record ? `${line}\n` : `${JSON.stringify({ time: Date.now(), name: this.name, stream, msg: line })}\n`,
    );
    if (level >= WARN_LEVEL || this.showAll) {
      const mark = level >= ERROR_LEVEL ? "ERROR " : level >= WARN_LEVEL && record ? "warning " : "";
      this.#show(`${this.name}: ${mark}${record ? summarise(record) : line}`);
    }
  }

  /** What is away is complained of every few seconds: the same line again is only counted. */
  #show(line: string): void {
    if (line === this.#lastShown) {
      this.#repeatCount += 1;
      return;
    }
    if (this.#repeatCount > 0) this.print(`${this.name}: (${this.#repeatCount} times more)`);
    this.#lastShown = line;
    this.#repeatCount = 0;
    this.print(line);
  }

  async close(): Promise<void> {
    this.#file.end();
    await once(this.#file, "close");
  }
}

function parseRecord(line: string): LogRecord | null {
  if (!line.startsWith("{")) return null;
  try {
    const value = JSON.parse(line) as Partial<LogRecord>;
    return typeof value.level === "number" && typeof value.msg === "string" ? (value as LogRecord) : null;
  } catch {
    return null;
  }
}

function summarise({ msg, req, res, err, reqId }: LogRecord): string {
  const details = [
    req && `${req.method} ${req.url}`,
    res && String(res.statusCode),
    err?.message === msg ? undefined : err?.message,
    reqId && `request ${reqId}`,
  ].filter(Boolean);
  return details.length > 0 ? `${msg} (${details.join(", ")})` : msg;
}
