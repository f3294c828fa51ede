import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import {
  type Certificate,
  type CertificateKeySet,
  type Contract,
  type ContractStatus,
  certifiedText,
  type RegistrationCheck,
  spacedNumber,
} from "@market/shared";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../test/build-test-app.ts";
import { createCertificateKey } from "../test/certificate-key.ts";
import { type ContractPeople, createContract, createContractPeople } from "../test/contracts.ts";
import { createPerson } from "../test/people.ts";
import { readCertificateKeys } from "./certificate-keys.ts";

async function textOf(pdf: Buffer): Promise<{ text: string; pageCount: number }> {
  const document = await getDocument({ data: Uint8Array.from(pdf) }).promise;
  const page = await document.getPage(1);
  const { items } = await page.getTextContent();
  const text = items.map((item) => ("str" in item ? item.str : "")).join("");
  return { text: text.replace(/\s/g, ""), pageCount: document.numPages };
}

describe("certificates", () => {
  const { privateKey } = createCertificateKey();
  let test: TestApp;
  let people: ContractPeople;
  let registered: Contract;
  beforeAll(async () => {
    test = await buildTestApp({
      variables: { CERTIFICATE_PRIVATE_KEY: privateKey, PUBLIC_ORIGIN: "https://market.example" },
    });
    people = await createContractPeople(test.app);
    registered = await createContract(people, "registered");
  });
  afterAll(() => test.close());

  const certificateOf = async ({ id }: Pick<Contract, "id">) =>
    (await people.seller.get(`/api/contracts/${id}/certificate`)).json<Certificate>();
  const check = async (certificate: Pick<Certificate, "number" | "signature">) => {
    const url = `/api/verify/${certificate.number}?signature=${certificate.signature}`;
    return (await test.app.inject(url)).json<RegistrationCheck>();
  };

  it("states what is registered, with amounts in capitals and an address to check it at", async () => {
    const certificate = await certificateOf(registered);
    expect(certificate).toMatchObject({
      number: registered.registrationNumber,
      title: registered.title,
      seller: { name: people.seller.organisationName },
      buyer: { name: people.buyer.organisationName },
      amountInWords: "壹佰贰拾捌万捌仟叁佰壹拾贰元贰角肆分",
      technologyAmountInWords: "壹佰零陆万柒仟玖佰零壹元壹角肆分",
      office: "青岛市技术合同登记处",
      version: 1,
      amendedOn: null,
      verifyUrl: `https://market.example/verify/${registered.registrationNumber}?signature=${certificate.signature}`,
    });
    expect(certificate.qrCode).toMatch(/^<svg/);
  });

  it("is drawn as one page of PDF whose text holds number, parties and both amounts", async () => {
    const response = await people.buyer.get(`/api/contracts/${registered.id}/certificate.pdf`);
    expect(response.headers).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": expect.stringContaining(`${registered.registrationNumber}.pdf`),
    });
    const { text, pageCount } = await textOf(response.rawPayload);
    expect(pageCount).toBe(1);
    for (const stated of [
      spacedNumber(registered.registrationNumber ?? "").replaceAll(" ", ""),
      registered.title,
      people.seller.organisationName ?? "",
      people.buyer.organisationName ?? "",
      "1,288,312.24",
      "壹佰贰拾捌万捌仟叁佰壹拾贰元贰角肆分",
      "1,067,901.14",
      "技术开发",
      "第1版",
    ]) {
      expect(text).toContain(stated);
    }
    // The whole font has 8 MB: only the glyphs shown go in.
    expect(response.rawPayload.length).toBeLessThan(500_000);
  });

  it("fits one page however long names and title are", async () => {
    const longest = await createContract(people, "registered", {
      title: "高".repeat(120),
      seller: { name: "卖".repeat(100), kind: "enterprise", creditCode: "91370200661290402D" },
      buyer: { name: "买".repeat(100), kind: "enterprise", creditCode: "91370200661290402D" },
      amountFen: 99_999_999_999_999,
      technologyAmountFen: 0,
    });
    const response = await people.official.get(`/api/contracts/${longest.id}/certificate.pdf`);
    const { text, pageCount } = await textOf(response.rawPayload);
    expect(pageCount).toBe(1);
    expect(text).toContain("买".repeat(100));
  });

  it("can be checked by anybody who has the public key, and not with another amount", async () => {
    const certificate = await certificateOf(registered);
    const { keys } = (await test.app.inject("/api/verify/keys")).json<CertificateKeySet>();
    const [keyId = "", signature = ""] = certificate.signature.split(".");
    const jwk = keys.find(({ kid }) => kid === keyId) as JsonWebKey;
    const isSigned = (terms: Certificate) =>
      verify(
        null,
        Buffer.from(certifiedText(terms)),
        createPublicKey({ key: jwk, format: "jwk" }),
        Buffer.from(signature, "base64url"),
      );
    expect(isSigned(certificate)).toBe(true);
    expect(isSigned({ ...certificate, amountFen: certificate.amountFen + 1 })).toBe(false);
    expect(isSigned({ ...certificate, number: "2026370201999999" })).toBe(false);
  });

  it("is found genuine, of older terms after an amendment, and a made-up one never", async () => {
    const contract = await createContract(people, "registered");
    const first = await certificateOf(contract);
    expect(await check(first)).toMatchObject({
      signatureValid: true,
      signedVersion: 1,
      version: 1,
      amendedAt: null,
    });

    const amend = { amountFen: 130_000_000, reason: "追加试验费用。" };
    await people.official.post(`/api/contracts/${contract.id}/amend`, amend);
    const second = await certificateOf(contract);
    expect(second).toMatchObject({ version: 2, amountFen: 130_000_000, amendedOn: expect.any(String) });
    expect(await check(first)).toMatchObject({
      signatureValid: false,
      signedVersion: 1,
      version: 2,
      amendedAt: expect.any(String),
    });
    expect(await check(second)).toMatchObject({ signatureValid: true, signedVersion: 2 });
    for (const signature of [
      "",
      "x",
      `${second.signature.split(".")[0]}.AAAA`,
      second.signature.slice(0, -4),
    ]) {
      expect(await check({ ...second, signature })).toMatchObject({
        signatureValid: false,
        signedVersion: null,
      });
    }
    const other = await certificateOf(registered);
    expect(await check({ ...second, signature: other.signature })).toMatchObject({ signedVersion: null });
    const unasked = await test.app.inject(`/api/verify/${second.number}`);
    expect(unasked.json()).toMatchObject({ signatureValid: null, signedVersion: null, status: "registered" });
  });

  it.each(["cancelled", "revoked"] as const)(
    "is not issued once %s, and checking says since when",
    async (status) => {
      const contract = await createContract(people, "registered");
      const certificate = await certificateOf(contract);
      await people.official.post(`/api/contracts/${contract.id}/void`, {
        kind: status,
        reason: "双方协商解除。",
      });
      expect(await check(certificate)).toMatchObject({
        status,
        voidedAt: expect.any(String),
        signatureValid: true,
      });
      for (const form of ["certificate", "certificate.pdf"]) {
        const refused = await people.seller.get(`/api/contracts/${contract.id}/${form}`);
        expect(refused.json()).toMatchObject({ status: 409, currentStatus: status });
      }
    },
  );

  it.each(["draft", "submitted", "accepted", "returned", "refused"] as const satisfies ContractStatus[])(
    "answers 409 for a contract that is %s",
    async (status) => {
      const contract = await createContract(people, status);
      const refused = await people.broker.get(`/api/contracts/${contract.id}/certificate.pdf`);
      expect(refused.json()).toMatchObject({ status: 409, currentStatus: status });
    },
  );

  it("is for parties, broker, officials and admins; others are told it is not there", async () => {
    const [stranger, otherBroker, admin] = await Promise.all([
      createPerson(test.app, "institution"),
      createPerson(test.app, "broker"),
      createPerson(test.app, "admin"),
    ]);
    for (const form of ["certificate", "certificate.pdf"]) {
      const statusFor = async (person: { get: typeof stranger.get }) =>
        (await person.get(`/api/contracts/${registered.id}/${form}`)).statusCode;
      for (const person of [people.seller, people.buyer, people.broker, people.official, admin]) {
        expect(await statusFor(person)).toBe(200);
      }
      for (const person of [stranger, otherBroker]) expect(await statusFor(person)).toBe(404);
    }
  });
});

describe("certificate keys", () => {
  it("still vouch for what a former key has signed, and sign with the present one", () => {
    const [former, present] = [createCertificateKey(), createCertificateKey()];
    const before = readCertificateKeys({ privateKey: former.privateKey });
    const after = readCertificateKeys({ privateKey: present.privateKey, formerKeys: former.publicKey });
    const signature = before.sign("terms") ?? "";
    expect(after.isSigned("terms", signature)).toBe(true);
    expect(before.isSigned("terms", after.sign("terms") ?? "")).toBe(false);
    expect(after.publicKeys.map(({ kid }) => kid)).toContain(signature.split(".")[0]);
  });

  it("can be on one line, as in an environment file", () => {
    const { privateKey } = createCertificateKey();
    expect(readCertificateKeys({ privateKey: privateKey.replaceAll("\n", "\\n") }).publicKeys).toHaveLength(
      1,
    );
  });

  it("issue nothing without a private one, and say so", async () => {
    const test = await buildTestApp();
    const people = await createContractPeople(test.app);
    const { id } = await createContract(people, "registered");
    const refused = await people.seller.get(`/api/contracts/${id}/certificate`);
    expect(refused.json()).toMatchObject({ status: 503, code: "certificate.noKey" });
    await test.close();
  });
});
