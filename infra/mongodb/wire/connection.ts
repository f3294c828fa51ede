import { once } from "node:events";
import type { Socket } from "node:net";
import type { Document } from "bson";
import { refusalOf, ServerError } from "../errors.ts";
import type { CursorReply } from "./cursor-reply.ts";
import {
  HEADER_BYTES,
  MAX_MESSAGE_BYTES,
  MalformedMessage,
  readMessage,
  type WireRequest,
  writeReply,
} from "./message.ts";

export type Answer = (body: Document) => Promise<Document | CursorReply>;

/**
 * Serves one client: answers its messages in order, reads no further while it does, and leaves at the first that
 * makes no sense.
 */
export async function serveConnection(socket: Socket, answer: Answer): Promise<void> {
  socket.setNoDelay(true);
  // A client that vanishes is no event of the server's.
  socket.on("error", () => socket.destroy());
  try {
    for await (const message of messagesOf(socket)) {
      const reply = await replyTo(message, answer);
      if (reply && !socket.write(reply)) await Promise.race([once(socket, "drain"), once(socket, "close")]);
    }
  } catch (error) {
    const isUnsound = error instanceof MalformedMessage || error instanceof RangeError;
    const isGone = socket.errored || (error as NodeJS.ErrnoException).code === "ERR_STREAM_PREMATURE_CLOSE";
    if (!isUnsound && !isGone) console.error("a connection was closed:", error);
  } finally {
    socket.destroy();
  }
}

async function* messagesOf(socket: Socket): AsyncGenerator<Buffer> {
  let received: Buffer[] = [];
  let size = 0;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    received.push(chunk);
    size += chunk.length;
    while (size >= HEADER_BYTES) {
      if (received[0]!.length < HEADER_BYTES) received = [Buffer.concat(received)];
      const length = received[0]!.readInt32LE(0);
      if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
        throw new MalformedMessage(`a message of ${length} bytes`);
      if (size < length) break;
      const bytes = received.length === 1 ? received[0]! : Buffer.concat(received);
      received = length === bytes.length ? [] : [bytes.subarray(length)];
      size -= length;
      yield bytes.subarray(0, length);
    }
  }
}

/** A frame that is sound but whose documents are not gets its error; an unsound frame throws. */
async function replyTo(message: Buffer, answer: Answer): Promise<Buffer | null> {
  let request: WireRequest = {
    requestId: message.readInt32LE(4),
    isLegacy: false,
    isSilent: false,
    body: {},
  };
  try {
    request = readMessage(message);
    const reply = await answer(request.body);
    return request.isSilent ? null : writeReply(request, reply);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    return writeReply(request, refusalOf(error));
  }
}
