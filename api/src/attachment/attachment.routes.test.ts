import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Attachment, attachmentLimits, type Contract } from "@market/shared";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { type ContractPeople, createContract, createContractPeople } from "../test/contracts.ts";
import { createPerson, type Person } from "../test/people.ts";

/** A PDF as far as its content tells; `salt` makes it another one. */
function pdf(salt = "", bytes = 200): Buffer {
  const file = Buffer.alloc(Math.max(bytes, 64), salt || "x");
  file.write(`%PDF-1.7\n%${salt}\n`);
  return file;
}

function docx(): Buffer {
  const contentTypes =
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
  return Buffer.from(
    zipSync({ "[Content_Types].xml": strToU8(contentTypes), "word/document.xml": strToU8("<w:document/>") }),
  );
}

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

interface Upload {
  content: Buffer;
  name?: string;
  kind?: string;
  key?: string;
  fields?: Record<string, string>;
}

async function upload(test: TestApp, person: Person, contractId: string, file: Upload) {
  const form = new FormData();
  if (file.kind !== undefined) form.append("kind", file.kind);
  form.append("file", new Blob([Uint8Array.from(file.content)]), file.name ?? "合同.pdf");
  for (const [name, value] of Object.entries(file.fields ?? {})) form.append(name, value);
  const encoded = new Response(form);
  return test.app.inject({
    method: "POST",
    url: `/api/contracts/${contractId}/attachments`,
    headers: {
      cookie: person.cookie,
      "content-type": encoded.headers.get("content-type") ?? "",
      ...(file.key !== undefined && { "idempotency-key": file.key }),
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
}

async function bytesKept(test: TestApp): Promise<number> {
  return test.app.connection.collection("attachments.files").countDocuments();
}

describe("attachments", () => {
  let test: TestApp;
  let people: ContractPeople;
  beforeAll(async () => {
    test = await buildTestApp();
    people = await createContractPeople(test.app);
  });
  afterAll(() => test.close());

  const read = async (id: string, person: Person = people.broker) =>
    (await person.get(`/api/contracts/${id}`)).json<Contract>();

  it("answers 201, and gives the same bytes under the kept name to both parties, broker and office", async () => {
    const { id } = await createContract(people);
    const content = pdf("several megabytes", 5 * 1024 * 1024);
    const response = await upload(test, people.seller, id, {
      content,
      name: "技术合同（盖章）.pdf",
      kind: "contract-text",
    });
    expect(response.statusCode, response.body).toBe(201);
    const attachment = response.json<Attachment>();
    expect(attachment).toMatchObject({
      name: "技术合同（盖章）.pdf",
      mediaType: "application/pdf",
      bytes: content.length,
      kind: "contract-text",
      by: { id: people.seller.id, name: people.seller.name },
      scannedAt: null,
      isDetachable: true,
    });
    for (const person of [people.seller, people.buyer, people.broker, people.official]) {
      const download = await person.get(`/api/contracts/${id}/attachments/${attachment.id}`);
      expect(download.statusCode).toBe(200);
      expect(download.rawPayload.equals(content)).toBe(true);
      expect(download.headers).toMatchObject({
        "content-type": "application/pdf",
        "x-content-type-options": "nosniff",
        "content-disposition": expect.stringMatching(/^attachment; .*filename\*=UTF-8''%E6%8A%80/),
      });
    }
    const contract = await read(id);
    expect(contract.attachments).toEqual([attachment]);
    expect(contract.history.at(-1)).toMatchObject({ act: "attach", note: attachment.name });
  });

  it("answers 404 to who may not see the contract, for every way to its files", async () => {
    const { id } = await createContract(people);
    const attachment = (await upload(test, people.broker, id, { content: pdf() })).json<Attachment>();
    const stranger = await createPerson(test.app, "enterprise");
    const otherBroker = await createPerson(test.app, "broker");
    for (const person of [stranger, otherBroker]) {
      expect((await upload(test, person, id, { content: pdf("theirs") })).statusCode).toBe(404);
      expect((await person.get(`/api/contracts/${id}/attachments/${attachment.id}`)).statusCode).toBe(404);
      expect((await person.delete(`/api/contracts/${id}/attachments/${attachment.id}`)).statusCode).toBe(404);
    }
  });

  it("tells a file by its content", async () => {
    const { id } = await createContract(people);
    const types = [
      [docx(), "合同.bin", "合同.bin.docx"],
      [png, "执照.png", "执照.png"],
    ] as const;
    for (const [content, name, kept] of types) {
      const response = await upload(test, people.broker, id, { content, name });
      expect(response.statusCode, response.body).toBe(201);
      expect(response.json<Attachment>().name).toBe(kept);
    }
    const before = await bytesKept(test);
    const foreign = [Buffer.from("MZ an executable"), Buffer.from("<html><script>"), Buffer.alloc(0)];
    for (const content of foreign) {
      const response = await upload(test, people.broker, id, { content, name: "合同.pdf" });
      expect(response.statusCode).toBe(415);
      expect(response.json()).toMatchObject({ code: "attachment.unsupportedType" });
    }
    expect(await bytesKept(test)).toBe(before);
  });

  it("answers 413 naming the limit for a file that is too large, and keeps nothing of it", async () => {
    const { id } = await createContract(people);
    const before = await bytesKept(test);
    for (const extra of [1, 1024 * 1024]) {
      const response = await upload(test, people.broker, id, {
        content: pdf("large", attachmentLimits.fileBytes + extra),
      });
      expect(response.statusCode, response.body).toBe(413);
      expect(response.json().detail).toContain("20 MB");
    }
    expect(await bytesKept(test)).toBe(before);
    expect(await test.app.connection.collection("attachments.chunks").countDocuments({ n: 19 })).toBe(0);
  });

  it("answers 409 naming the limit for one file too many", async () => {
    const { id } = await createContract(people);
    const statuses = [];
    for (let number = 0; number <= attachmentLimits.filesPerContract; number += 1) {
      statuses.push((await upload(test, people.broker, id, { content: pdf(`${number}`) })).statusCode);
    }
    expect(statuses).toEqual([...Array(attachmentLimits.filesPerContract).fill(201), 409]);
  });

  it("answers 400 to a form that is not the one asked for, naming the field", async () => {
    const { id } = await createContract(people);
    const unknownKind = await upload(test, people.broker, id, { content: pdf(), kind: "secret" });
    expect(unknownKind.json()).toMatchObject({ status: 400, errors: [{ path: "kind" }] });
    const unknownField = await upload(test, people.broker, id, { content: pdf(), fields: { owner: "me" } });
    expect(unknownField.json()).toMatchObject({ status: 400, errors: [{ path: "owner" }] });
    const noForm = await people.broker.post(`/api/contracts/${id}/attachments`, { file: "x" });
    expect(noForm.json()).toMatchObject({ status: 415, code: "attachment.notAForm" });
  });

  it("answers a repeat, by its key or by its bytes, with the first one", async () => {
    const { id } = await createContract(people);
    const before = await bytesKept(test);
    const first = (
      await upload(test, people.broker, id, { content: pdf("one"), key: "k1" })
    ).json<Attachment>();
    const byKey = await upload(test, people.broker, id, { content: pdf("other"), key: "k1" });
    const byBytes = await upload(test, people.seller, id, { content: pdf("one"), key: "k2" });
    expect([byKey.statusCode, byKey.json().id]).toEqual([201, first.id]);
    expect([byBytes.statusCode, byBytes.json().id]).toEqual([201, first.id]);
    const racing = await Promise.all(
      [1, 2, 3].map(() => upload(test, people.broker, id, { content: pdf("race"), key: "k3" })),
    );
    expect(new Set(racing.map((response) => response.json<Attachment>().id)).size).toBe(1);
    expect((await read(id)).attachments).toHaveLength(2);
    expect(await bytesKept(test)).toBe(before + 2);
  });

  it("can be detached by its editors in draft and returned, and not what the office added", async () => {
    const { id } = await createContract(people, "returned");
    const own = (await upload(test, people.buyer, id, { content: pdf("own") })).json<Attachment>();
    const office = (await upload(test, people.official, id, { content: pdf("office") })).json<Attachment>();
    const before = await bytesKept(test);
    expect((await people.official.delete(`/api/contracts/${id}/attachments/${own.id}`)).statusCode).toBe(403);
    expect((await people.buyer.delete(`/api/contracts/${id}/attachments/${office.id}`)).statusCode).toBe(403);
    expect((await people.broker.delete(`/api/contracts/${id}/attachments/${own.id}`)).statusCode).toBe(204);
    expect((await people.broker.delete(`/api/contracts/${id}/attachments/${own.id}`)).statusCode).toBe(404);
    expect(await bytesKept(test)).toBe(before - 1);
    const contract = await read(id);
    expect(contract.attachments.map(({ id }) => id)).toEqual([office.id]);
    expect(contract.history.at(-1)).toMatchObject({ act: "detach", note: own.name });
  });

  it("stays once the contract is handed in: only the office adds, and nobody takes away", async () => {
    const { id } = await createContract(people);
    const attachment = (await upload(test, people.broker, id, { content: pdf() })).json<Attachment>();
    await people.broker.post(`/api/contracts/${id}/submit`);
    const late = await upload(test, people.broker, id, { content: pdf("late") });
    expect(late.json()).toMatchObject({ status: 409, currentStatus: "submitted" });
    const detach = await people.broker.delete(`/api/contracts/${id}/attachments/${attachment.id}`);
    expect(detach.json()).toMatchObject({ status: 409, currentStatus: "submitted" });
    expect((await upload(test, people.official, id, { content: pdf("evidence") })).statusCode).toBe(201);
    expect(await read(id)).toMatchObject({ mayAttach: false });
    expect(await read(id, people.official)).toMatchObject({ mayAttach: true });
  });
});

describe("the virus scanner", () => {
  let scanner: Server;
  let test: TestApp;
  let people: ContractPeople;
  let received: Buffer;
  let answer: { status: number; body: string };
  beforeAll(async () => {
    scanner = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      received = Buffer.concat(chunks);
      response.writeHead(answer.status).end(answer.body);
    });
    await new Promise<void>((resolve) => scanner.listen(0, "127.0.0.1", resolve));
    const { port } = scanner.address() as AddressInfo;
    test = await buildTestApp({ variables: { ATTACHMENT_SCANNER_URL: `http://127.0.0.1:${port}/scan` } });
    people = await createContractPeople(test.app);
  });
  afterAll(async () => {
    await test.close();
    scanner.close();
  });

  it("sees every byte, and what it lets pass is said to be scanned", async () => {
    const { id } = await createContract(people);
    answer = { status: 200, body: '{"clean":true}' };
    const content = pdf("clean", 3 * 1024 * 1024);
    const response = await upload(test, people.broker, id, { content });
    expect(response.statusCode, response.body).toBe(201);
    expect(response.json<Attachment>().scannedAt).not.toBeNull();
    expect(received.equals(content)).toBe(true);
  });

  it.each([
    ["400 for what it finds", { status: 200, body: '{"clean":false}' }, 400, "request.invalid"],
    ["503 when it fails", { status: 500, body: "" }, 503, "attachment.scannerAway"],
    ["503 when it does not say", { status: 200, body: "{}" }, 503, "attachment.scannerAway"],
  ])("answers %s, and the file is not kept", async (_, scannerAnswer, status, code) => {
    const { id } = await createContract(people);
    const before = await bytesKept(test);
    answer = scannerAnswer;
    const response = await upload(test, people.broker, id, { content: pdf("infected") });
    expect(response.json()).toMatchObject({ status, code });
    expect(await bytesKept(test)).toBe(before);
    expect((await people.broker.get(`/api/contracts/${id}`)).json<Contract>().attachments).toEqual([]);
  });
});
