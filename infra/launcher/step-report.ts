const TICK_EVERY_MS = 5_000;

export interface StepReport {
  /** Runs one step and says so before, every few seconds during, and after it. */
  step<T>(title: string, run: (detail: (line: string) => void) => Promise<T>): Promise<T>;
  /** Something happened that whoever started the market should know. */
  notice(line: string): void;
}

/** Tells on the console what is being done, a line at a time. */
export function createStepReport(print: (line: string) => void): StepReport {
  return {
    async step(title, run) {
      const startedAt = performance.now();
      const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1);
      let saidAt = startedAt;
      const say = (line: string) => {
        saidAt = performance.now();
        print(line);
      };
      say(`› ${title} …`);
      const ticker = setInterval(() => {
        if (performance.now() - saidAt >= TICK_EVERY_MS) say(`  ${title}: ${seconds()} s so far`);
      }, TICK_EVERY_MS / 5);
      try {
        const result = await run((line) => say(`  ${title}: ${line}`));
        print(`✓ ${title} (${seconds()} s)`);
        return result;
      } finally {
        clearInterval(ticker);
      }
    },
    notice: (line) => print(`! ${line}`),
  };
}
