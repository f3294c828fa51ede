import type { FastifyInstance, InjectOptions } from "fastify";

/** The product refused an act: what it answered. */
class ActRefusedError extends Error {
  override readonly name = "ActRefusedError";

  constructor(
    act: string,
    readonly statusCode: number,
    body: string,
  ) {
    super(`${act} answered ${statusCode}: ${body}`);
  }
}

interface ActOptions {
  /** Sent as `Idempotency-Key`: the same act again answers with the first one's record. */
  key?: string;
  headers?: Record<string, string>;
}

/** Somebody who uses the product through its public routes, in this process; a stranger until signed in. */
export class Person {
  #cookie = "";

  constructor(private readonly app: FastifyInstance) {}

  static async signIn(app: FastifyInstance, email: string, password: string): Promise<Person> {
    const person = new Person(app);
    const response = await person.#send("POST", "/api/auth/login", { email, password });
    person.#cookie = response.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    return person;
  }

  async get<Answer>(path: string): Promise<Answer> {
    return (await this.#send("GET", path)).json<Answer>();
  }

  async post<Answer>(path: string, body: InjectOptions["payload"], options?: ActOptions): Promise<Answer> {
    return (await this.#send("POST", path, body, options)).json<Answer>();
  }

  async patch<Answer>(path: string, body: InjectOptions["payload"]): Promise<Answer> {
    return (await this.#send("PATCH", path, body)).json<Answer>();
  }

  async #send(
    method: "GET" | "POST" | "PATCH",
    path: string,
    payload?: InjectOptions["payload"],
    options: ActOptions = {},
  ) {
    const response = await this.app.inject({
      method,
      url: path,
      payload,
      headers: {
        ...(this.#cookie === "" ? {} : { cookie: this.#cookie }),
        ...(options.key === undefined ? {} : { "idempotency-key": options.key }),
        ...options.headers,
      },
    });
    if (response.statusCode >= 400) {
      throw new ActRefusedError(`${method} ${path}`, response.statusCode, response.body);
    }
    return response;
  }
}

/** Carries out an act that an earlier, cut-off run may have done already: "already so" (409) is success. */
export async function actOnce(act: Promise<unknown>): Promise<void> {
  try {
    await act;
  } catch (error) {
    if (!(error instanceof ActRefusedError) || error.statusCode !== 409) throw error;
  }
}
