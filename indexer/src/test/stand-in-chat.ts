import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that speaks OpenAI's chat protocol and answers what a test tells it to. */
export interface StandInChat {
  baseUrl: string;
  /** The whole text of each question it was asked. */
  questions: string[];
  /** Lines to answer with; `null` refuses, `"silence"` never answers. */
  answer: string | null | "silence";
  close(): Promise<void>;
}

export async function startStandInChat(): Promise<StandInChat> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { messages } = JSON.parse(body) as { messages: { content: string }[] };
    chat.questions.push(messages.map(({ content }) => content).join("\n"));
    if (chat.answer === "silence") return;
    if (chat.answer === null) {
      response.writeHead(503).end("{}");
      return;
    }
    const message = { role: "assistant", content: chat.answer };
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ id: "1", object: "chat.completion", choices: [{ index: 0, message }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const chat: StandInChat = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    questions: [],
    answer: "",
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return chat;
}
