/** Somebody who uses a running market over HTTP. */
export class Client {
  cookie = "";

  constructor(readonly url: string) {}

  static async signIn(url: string, email: string, password: string): Promise<Client> {
    const client = new Client(url);
    await client.send("POST", "/api/auth/login", { email, password });
    return client;
  }

  async send<Answer>(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(this.cookie === "" ? {} : { cookie: this.cookie }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 0) this.cookie = cookies.map((cookie) => cookie.split(";")[0]).join("; ");
    return (text === "" ? undefined : JSON.parse(text)) as Answer;
  }
}
