import OpenAI from "openai";
import type { WordingQuestion } from "./wording-prompt.ts";

export interface ChatOptions {
  openaiBaseUrl?: string;
  openaiApiKey?: string;
  /** Without it nobody is asked. */
  chatModel?: string;
  /** How long an answer may take. */
  chatTimeoutMs?: number;
}

const TIMEOUT_MS = 20_000;
const MOST_TOKENS = 600;

/** Asks a chat model over OpenAI's `/v1/chat/completions`. */
export class ChatClient {
  readonly #openai: OpenAI;

  constructor(
    readonly model: string,
    options: ChatOptions,
  ) {
    this.#openai = new OpenAI({
      baseURL: options.openaiBaseUrl,
      // Servers that ask for no key still need the header to be there for the client to start.
      apiKey: options.openaiApiKey || "unused",
      timeout: options.chatTimeoutMs ?? TIMEOUT_MS,
      // Whoever asks again later keeps count of it; here it would be outside the budget.
      maxRetries: 0,
    });
  }

  /** The answer's sentences, a line each. Throws whatever the client throws where there is no answer. */
  async word({ instructions, material }: WordingQuestion): Promise<string[]> {
    const { choices } = await this.#openai.chat.completions.create({
      model: this.model,
      messages: [
        { role: "system", content: instructions },
        { role: "user", content: material },
      ],
      temperature: 0,
      max_tokens: MOST_TOKENS,
    });
    return toSentences(choices[0]?.message.content ?? "");
  }
}

/** Lines without the bullets and numbers that models put before them. */
function toSentences(answer: string): string[] {
  return answer
    .split("\n")
    .map((line) => line.replace(/^\s*(?:[-*•·]|\d{1,2}[.、)])\s*/, "").trim())
    .filter((line) => line !== "");
}

/** The client for the chat model that is set, or `null` where none is. */
export function createChatClient(options: ChatOptions): ChatClient | null {
  return options.chatModel && options.openaiBaseUrl ? new ChatClient(options.chatModel, options) : null;
}
